import { randomBytes } from 'node:crypto';
import { clientOrNull, work } from '../../client-test/developer.mjs';
import { expect, testOf } from './setup';

const test = testOf('LIVE_DEMO');
const id = randomBytes(3).toString('hex');

/** What is promised of a new token and of a revoked one. */
const KNOWN_WITHIN_MS = 5000;

async function status(ingest: string, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return (await fetch(`${ingest}/v1/logs`, { method: 'POST', headers, body: '{}' })).status;
}

test('a token from the page lets the real client in; the set-up turns green; rotated, then revoked', async ({
  page,
  context,
  instance,
}) => {
  test.setTimeout(180_000);
  const client = clientOrNull();
  test.skip(client === null, 'Claude Code cannot be installed here');
  const user = `newcomer-${id}@acme.example`;
  const label = `laptop ${id}`;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);

  await page.goto('/admin/tokens');
  await page.getByRole('button', { name: 'New token' }).click();
  await page.getByRole('dialog').getByLabel('Label').fill(label);
  await page.getByRole('dialog').getByLabel('Default team').fill('newcomers');
  await page.getByRole('dialog').getByRole('button', { name: 'Create token' }).click();
  const once = page.getByRole('status', { name: 'New token' });
  await once.getByRole('button', { name: 'Copy token' }).click();
  const secret = await page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(() => status(instance.ingest, secret), { timeout: KNOWN_WITHIN_MS }).toBe(200);

  await once.getByRole('button', { name: 'Open in Set-up' }).click();
  await expect(page.getByLabel('~/.claude/settings.json')).toContainText(`Authorization=Bearer ${secret}`);
  await work({ client: client ?? '', ingest: instance.ingest, token: secret, user, scenario: 'tools' });
  await page.getByRole('button', { name: `newcomer-${id}` }).click({ timeout: 15_000 });
  const live = page.getByRole('region', { name: 'Live from one person' });
  await expect(live).toContainText('5 of 5', { timeout: 20_000 });

  await page.goto('/people');
  await page.keyboard.press('/');
  await page.keyboard.type(`newcomer-${id}`);
  await expect(page.getByRole('row', { name: new RegExp(`newcomer-${id}`) })).toContainText('newcomers');

  await page.goto('/admin/tokens');
  await expect(page.getByRole('row', { name: new RegExp(label) })).toContainText(/ago/, { timeout: 60_000 });
  await page.getByRole('button', { name: `Rotate ${label}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
  await once.getByRole('button', { name: 'Copy token' }).click();
  const next = await page.evaluate(() => navigator.clipboard.readText());
  expect(next).not.toBe(secret);
  await expect.poll(() => status(instance.ingest, next), { timeout: KNOWN_WITHIN_MS }).toBe(200);
  expect(await status(instance.ingest, secret), 'the old one goes on for the overlap').toBe(200);
  await page.getByRole('button', { name: `Revoke ${label}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect.poll(() => status(instance.ingest, next), { timeout: KNOWN_WITHIN_MS }).toBe(401);

  await page.goto('/admin/audit');
  const log = page.getByRole('region', { name: 'Audit log, table' });
  for (const entry of [/Made a token/, /Rotated a token/, /Revoked a token/, /Signed in/]) {
    await expect(log.getByText(entry).first()).toBeVisible();
  }
});

test('a member is invited, made an admin and removed; the log says so, and the last admin stays', async ({ page }) => {
  const email = `lea-${id}@acme.example`;
  await page.goto('/admin/members');
  await page.getByRole('button', { name: /^Invite/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite a member' });
  await dialog.getByLabel('Address').fill('no address');
  await dialog.getByRole('button', { name: 'Invite' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByLabel('Address').fill(email);
  await dialog.getByRole('button', { name: 'Invite' }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByLabel(`Role of ${email}`).selectOption('admin');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/two of them admins|both admins/i);
  await page.getByRole('button', { name: `Remove ${email}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByLabel(`Role of ${email}`)).toHaveCount(0);
  await page.getByRole('button', { name: 'Remove admin@localhost' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('last admin');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();

  await page.goto('/admin/audit');
  const rows = page.getByRole('region', { name: 'Audit log, table' }).locator('tbody tr').filter({ hasText: email });
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(0)).toContainText('Removed a member');
  await expect(rows.nth(1)).toContainText('viewer → admin');
  await expect(rows.nth(2)).toContainText('Invited a member');
});

test('a person is erased, and nobody else is touched', async ({ page, ask }) => {
  test.setTimeout(120_000);
  const { people } = await ask<{ people: { user: string; costUsd: number }[] }>('/api/admin/people');
  const someone = people.find(({ user }) => user.endsWith('@acme.example') && !user.startsWith('newcomer'))?.user ?? '';
  await page.goto('/admin/people');
  await page.getByRole('button', { name: new RegExp(`^Erase ${someone}`) }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill(someone);
  await dialog.getByRole('button', { name: /^Erase/ }).click();
  await expect(async () => {
    const { erasures } = await ask<{ erasures: { finishedAt: string | null }[] }>('/api/admin/erasures');
    expect(erasures[0]?.finishedAt).toBeTruthy();
  }).toPass({ timeout: 60_000 });
  const left = (await ask<{ people: { user: string; costUsd: number }[] }>('/api/admin/people')).people;
  expect(left).toEqual(people.filter(({ user }) => user !== someone));
});
