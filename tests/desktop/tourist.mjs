/** The tourist with no browser: reads the mailbox and the phone of the simulator, sends the forms of the real pages. */

import { until } from './webdriver.mjs';

export class Tourist {
  /** `mailbox` is the address the demo ribbon opens. */
  constructor(mailbox) {
    this.simulator = new URL(mailbox).origin;
  }

  /** The letter whose subject begins so. */
  async letter(subject) {
    return await this.come('mails', (letter) => letter.subject.replaceAll('\u00a0', ' ').startsWith(subject));
  }

  /** Reads the contract, agrees, enters the code; gives the page of success. */
  async sign() {
    const letter = await this.letter('Подписание электронного договора');
    const link = letter.text.split(/\s+/).find((word) => word.includes('/s/'));
    const contract = await page(link);
    for (const [, address] of contract.html.matchAll(/<img src="([^"]+\.png)"/g)) {
      await (await fetch(new URL(unescaped(address), contract.url))).arrayBuffer();
    }
    const boxes = [...contract.html.matchAll(/<input type="checkbox" name="([^"]+)" value="([^"]+)"/g)];
    const consents = boxes.map(([, name, value]) => [name, value]);
    await page(`${link}/continue`, new URLSearchParams(consents));
    const sms = await this.come('messages', ({ text }) => /^Код \d+/.test(text));
    return await page(`${link}/code`, new URLSearchParams({ code: /\d+/.exec(sms.text)[0] }));
  }

  async come(list, isWanted) {
    return await until(`something new among the ${list}`, async () =>
      (await (await fetch(`${this.simulator}/control/${list}`)).json()).filter(isWanted).at(-1),
    );
  }
}

async function page(url, form) {
  const reply = await fetch(url, form ? { method: 'POST', body: form } : {});
  if (!reply.ok) {
    throw new Error(`the portal answered ${reply.status}`);
  }
  return { url: reply.url, html: await reply.text() };
}

/** The template engine writes slashes of an address as references. */
function unescaped(attribute) {
  return attribute.replaceAll(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)));
}
