/** The few words of WebDriver the tests need, over fetch. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';

const CLICKABLE = 'self::button or self::label or @role="menuitem" or @role="gridcell"';
/** What takes longer, in milliseconds, does not come. */
const PATIENCE = 45_000;
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Asks again and again until there is an answer. */
export async function until(what, ask) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const answer = await ask();
    if (answer) {
      return answer;
    }
    if (Date.now() > end) {
      throw new Error(`never came to be: ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A driver process; starts and quits the program. */
export class Driver {
  static async start(environment) {
    const port = await freePort();
    const process_ = spawn('WebKitWebDriver', [`--port=${port}`], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...environment },
    });
    const driver = new Driver(process_, `http://127.0.0.1:${port}`);
    await until('the driver listens', () =>
      fetch(`${driver.url}/status`).then((reply) => reply.ok, () => false),
    );
    return driver;
  }

  constructor(process_, url) {
    this.process = process_;
    this.url = url;
  }

  /** Starts the program and gives its window. */
  async open(program) {
    const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': { binary: program, args: [] } } };
    const { sessionId } = await request(`${this.url}/session`, 'POST', { capabilities });
    return new Window(`${this.url}/session/${sessionId}`);
  }

  async stop() {
    const ended = once(this.process, 'exit');
    this.process.kill();
    await ended;
  }
}

/** The window of the running program. */
export class Window {
  constructor(url) {
    this.url = url;
  }

  /** Ends the program. */
  async quit() {
    await request(this.url, 'DELETE');
  }

  /** Whatever a script returns. */
  async run(script, ...args) {
    return await request(`${this.url}/execute/sync`, 'POST', { script, args });
  }

  /** The words in the window, spaces single. */
  async text() {
    return (await this.run('return document.body.innerText')).replaceAll(/\s+/g, ' ');
  }

  async untilText(wanted) {
    await until(`«${wanted}» in the window`, async () => (await this.text()).includes(wanted));
  }

  /** The first element in sight an XPath finds, as soon as there is one. */
  async find(xpath) {
    return await until(`an element ${xpath}`, async () => {
      const found = await request(`${this.url}/elements`, 'POST', { using: 'xpath', value: xpath });
      for (const element of found) {
        // the driver's own «displayed» takes rows moved by a transform for hidden
        if (await this.run('return arguments[0].isConnected && arguments[0].checkVisibility()', element)) {
          return element[ELEMENT];
        }
      }
      return null;
    });
  }

  /** Presses what carries these words: a button, a row, an item of a menu. */
  async press(words, { tags = CLICKABLE, inside = '' } = {}) {
    const xpath = `${inside}//*[${tags}][contains(normalize-space(translate(., "\u00a0", " ")), "${words}")]`;
    await until(`«${words}» pressed`, async () => {
      const element = await this.find(xpath);
      try {
        await request(`${this.url}/element/${element}/click`, 'POST', {});
        return true;
      } catch (error) {
        // the page was drawn anew meanwhile, or something slides away over the button
        if (['stale element reference', 'element click intercepted', 'element not interactable'].includes(error.code)) {
          return false;
        }
        throw error;
      }
    });
  }

  /** Types into the field of a label. */
  async type(label, text) {
    const element = await this.find(`//input[@id=//label[contains(., "${label}")]/@for]`);
    await request(`${this.url}/element/${element}/clear`, 'POST', {});
    await request(`${this.url}/element/${element}/value`, 'POST', { text });
  }

  async picture(path) {
    await writeFile(path, Buffer.from(await request(`${this.url}/screenshot`), 'base64'));
  }
}

async function request(url, method = 'GET', body) {
  const reply = await fetch(url, {
    method,
    signal: AbortSignal.timeout(PATIENCE),
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const { value } = await reply.json();
  if (!reply.ok) {
    throw Object.assign(new Error(`${value.error}: ${value.message}`), { code: value.error });
  }
  return value;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
