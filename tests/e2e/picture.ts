/** Pictures for the README, made only when asked for: `npm run pictures`. */

import { join } from 'node:path';
import type { Page } from '@playwright/test';

const FOLDER = join(import.meta.dirname, '../../docs/images');

/** Takes the page as it stands. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env['SCREENSHOTS']) {
    await page.mouse.move(0, 0);
    await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled', caret: 'hide' });
  }
}
