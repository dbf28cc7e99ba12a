import { test } from './admin-setup';
import { axe, expect } from './setup';

test.beforeEach(async ({ as }) => as('admin'));

test('a token is made, shown once, copied, and taken to the set-up', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/admin/tokens');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Six live tokens/);
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog', { name: 'New token' });
  await expect(dialog.getByLabel('Label')).toBeFocused();
  await dialog.getByLabel('Label').fill('data laptops');
  await dialog.getByLabel('Ends').selectOption('90');
  await dialog.getByLabel('Default team').fill('data');
  await dialog.getByLabel('Requests a second, at most').fill('50');
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  await page.keyboard.press('Enter');
  expect((await sent).headers()['x-requested-with']).toBe('metric-ai');
  expect((await sent).postDataJSON()).toEqual({
    label: 'data laptops',
    expiresAt: '2027-02-22T00:00:00Z',
    team: 'data',
    requestsPerSecond: 50,
  });
  await expect(dialog).toHaveCount(0);
  const once = page.getByRole('status', { name: 'New token' });
  await expect(once).toContainText('“data laptops” is ready. Copy it now: it is shown once.');
  await axe(page);
  await once.getByRole('button', { name: 'Copy token' }).click();
  const secret = await page.evaluate(() => navigator.clipboard.readText());
  expect(secret).toMatch(/^mai_/);
  await expect(page.getByRole('row', { name: /data laptops/ })).toContainText(`mai_…${secret.slice(-4)}`);
  await once.getByRole('button', { name: 'Open in Set-up' }).click();
  await expect(page).toHaveURL(/\/setup/);
  expect(page.url()).not.toContain('mai_');
  await expect(page.getByLabel('~/.claude/settings.json')).toContainText(`Authorization=Bearer ${secret}`);
  await expect(page.getByText('This is “')).toContainText('data laptops');
  expect(
    await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage, ...history.state })),
  ).not.toContain(secret);
  await page.goto('/admin/tokens');
  await expect(page.getByRole('status', { name: 'New token' })).toHaveCount(0);
  await expect(page.locator('body')).not.toContainText(secret);
});

test('rotated with an overlap, the old one ended, another revoked', async ({ page }) => {
  await page.goto('/admin/tokens');
  await page.getByRole('button', { name: 'Rotate payments laptops' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rotate “payments laptops”?' });
  await dialog.getByLabel('The old one goes on for').selectOption('10080');
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  await expect(page.getByRole('status', { name: 'New token' })).toContainText('The old one, mai_…w9Zf, ends in 7 days');
  const rows = page.getByRole('row', { name: /payments laptops/ });
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('rotating');
  await page.getByRole('button', { name: 'Revoke payments laptops' }).click();
  await expect(page.getByRole('dialog')).toContainText(/What it replaced, mai_…w9Zf, stays valid until 30 Nov/);
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'End payments laptops' }).click();
  const end = page.getByRole('dialog', { name: 'End “payments laptops” now?' });
  await expect(end.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await end.getByRole('button', { name: 'End now' }).click();
  await expect(rows).toHaveCount(1);

  await page.getByRole('button', { name: 'Revoke storefront laptops' }).click();
  await expect(page.getByRole('dialog')).toContainText('33,540 times in the last 24 hours');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('row', { name: /storefront laptops/ })).toContainText('active');
  await page.getByRole('button', { name: 'Revoke storefront laptops' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('status', { name: 'Done' })).toContainText('“storefront laptops” is revoked');
  await expect(page.getByRole('row', { name: /storefront laptops/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await expect(page.getByRole('row', { name: /storefront laptops/ })).toContainText('revoked 23 Nov');

  await page.goto('/admin/audit');
  const entries = page.getByRole('region', { name: 'Audit log, table' }).locator('tbody tr');
  await expect(entries.nth(0)).toContainText(/Revoked a token.*storefront laptops/);
  await expect(entries.nth(1)).toContainText(/Revoked a token.*payments laptops/);
  await expect(entries.nth(2)).toContainText(/Rotated a token.*payments laptops/);
  await expect(entries.nth(2)).toContainText('valid until: 2026-11-30T08:42:00.000Z');
});

test('a label of 10,000 characters and one with markup get a clear answer, and nothing is made', async ({ page }) => {
  await page.goto('/admin/tokens');
  await page.getByRole('button', { name: 'New token' }).click();
  const dialog = page.getByRole('dialog', { name: 'New token' });
  const label = dialog.getByLabel('Label');
  await label.fill('x'.repeat(10_000));
  await dialog.getByRole('button', { name: 'Create token' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('A label has at most 200 characters; this one has 10,000.');
  await label.fill('<img src=x onerror=alert(1)>');
  await dialog.getByRole('button', { name: 'Create token' }).click();
  await expect(dialog.getByRole('alert')).toContainText('leave out <, >');
  await expect(label).toHaveAttribute('aria-invalid', 'true');
  await expect(label).toHaveValue('<img src=x onerror=alert(1)>');
  await label.fill('machines');
  await dialog.getByLabel('Ends').selectOption('day');
  await dialog.getByLabel('Last day (UTC)').fill('2020-01-01');
  await dialog.getByRole('button', { name: 'Create token' }).click();
  await expect(dialog.getByRole('alert')).toContainText('today or later');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Six live tokens/);
});

test('what is stored already is shown as text, however long and whatever it holds', async ({ page, plant }) => {
  await plant({ label: `<b onclick="alert(1)">bold</b> ${'long '.repeat(2000)}` });
  await page.goto('/admin/tokens');
  const row = page.getByRole('row', { name: /<b onclick/ });
  await expect(row).toBeVisible();
  expect((await row.boundingBox())?.height).toBeLessThan(60);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1440);
  await row.getByRole('button', { name: /^Revoke/ }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect((await page.getByRole('dialog').boundingBox())?.height).toBeLessThan(600);
});

test('two admins change one token: the second chooses', async ({ page, another }) => {
  const other = await another('second');
  await page.goto('/admin/tokens');
  await other.goto('/admin/tokens');
  await other.getByRole('button', { name: 'Change platform laptops' }).click();
  await page.getByRole('button', { name: 'Change platform laptops' }).click();
  await page.getByRole('dialog').getByLabel('Label').fill('platform desktops');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status', { name: 'Done' })).toContainText('“platform desktops” is changed');
  const dialog = other.getByRole('dialog');
  await dialog.getByLabel('Default team').fill('infra');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Somebody else changed this token meanwhile');
  await dialog.getByRole('button', { name: 'Show theirs' }).click();
  await expect(dialog.getByLabel('Label')).toHaveValue('platform desktops');
  await dialog.getByLabel('Default team').fill('infra');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(other.getByRole('row', { name: /platform desktops/ })).toContainText('infra');
});

test('a revoked token cannot be revoked again', async ({ page, another }) => {
  const other = await another('second');
  await page.goto('/admin/tokens');
  await page.getByRole('button', { name: 'Revoke platform laptops' }).click();
  await other.goto('/admin/tokens');
  await other.getByRole('button', { name: 'Revoke platform laptops' }).click();
  await other.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(other.getByRole('status', { name: 'Done' })).toContainText('is revoked');
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toHaveText('This token is revoked already.');
});

test('requests that were limited are told as data that clients may have lost', async ({ page, plant }) => {
  await plant({ limited: 1204 });
  await page.goto('/admin/tokens');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Six live tokens; one ran into a rate limit.');
  await expect(page.getByRole('note')).toContainText(
    '1,204 requests in the last 24 hours were turned away by a rate limit: data that clients may have lost.',
  );
  await expect(page.getByRole('row', { name: /payments laptops/ })).toContainText('1,204 limited');
  await axe(page);
});

test('10,000 tokens: searched, and not all drawn at once', async ({ page, plant }) => {
  await plant({ extra: 10_000 });
  await page.goto('/admin/tokens');
  const rows = page.getByRole('region', { name: 'Tokens, table' }).locator('tbody tr');
  await expect(rows).toHaveCount(200);
  await expect(page.getByText('200 of 10,006 tokens')).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('machine 09999');
  await expect(rows).toHaveCount(1);
});

test.describe('set-up', () => {
  test('turns green as signals arrive, for everybody and for one person', async ({ page, arrive }) => {
    await arrive();
    await page.goto('/setup');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Nothing has arrived yet/);
    const live = page.getByRole('region', { name: 'Live from your machines' });
    await expect(live).toContainText('0 of 4');
    await page.getByLabel('Known token').click();
    await page.getByRole('menuitem', { name: 'mai_…h2Qe platform laptops' }).click();
    await expect(page.getByLabel('Known token')).toHaveText('mai_…h2Qe platform laptops');
    await expect(live).toContainText('Token accepted');
    await arrive('user=mira.okafor@tideline.dev&signal=logs');
    await expect(live).toContainText('Events arrive');
    await expect(live).toContainText('Waiting for the first metrics');
    await expect(live).toContainText('Traces: not enabled');
    await expect(live).toContainText('CLAUDE_CODE_ENHANCED_TELEMETRY_BETA=1');
    await axe(page);
    await arrive('user=jun.takeda@tideline.dev&signal=logs&signal=metrics&signal=traces');
    await expect(live).toContainText('5 of 5');
    await expect(live.getByRole('img', { name: 'done' })).toHaveCount(5);
    await page.getByRole('button', { name: 'mira.okafor' }).click();
    const one = page.getByRole('region', { name: 'Live from one person' });
    await expect(one).toContainText('3 of 5');
    await expect(one).toContainText(
      'metrics: none yet, logs ✓ 12\u202fs ago, traces: not enabled, set CLAUDE_CODE_ENHANCED_TELEMETRY_BETA=1',
    );
    await arrive('user=mira.okafor@tideline.dev&signal=metrics&signal=traces');
    await expect(one).toContainText('5 of 5');
  });

  test('writes the settings for one developer, a company and a shell', async ({ page }) => {
    await page.goto('/setup');
    await page.getByLabel('Token', { exact: true }).fill('mai_secret-h2Qe');
    await expect(page.getByText('This is “mai_…h2Qe platform laptops”')).toBeVisible();
    await page.getByLabel('Team').fill('my team');
    const developer = page.getByLabel('~/.claude/settings.json');
    await expect(developer).toContainText('"OTEL_EXPORTER_OTLP_PROTOCOL": "http/json"');
    await expect(developer).toContainText('"OTEL_RESOURCE_ATTRIBUTES": "team.id=my-team"');
    await page.getByRole('button', { name: 'Protobuf' }).click();
    await expect(developer).toContainText('"http/protobuf"');
    await page.getByLabel('Prompt trees (traces)').uncheck();
    await expect(developer).not.toContainText('OTEL_TRACES_EXPORTER');
    await page.getByRole('button', { name: 'Company' }).click();
    await expect(page.getByLabel('/Library/Application Support/ClaudeCode/managed-settings.json')).toBeVisible();
    await page.getByRole('button', { name: 'Linux, WSL' }).click();
    await expect(page.getByLabel('/etc/claude-code/managed-settings.json')).toContainText('Bearer mai_secret-h2Qe');
    await page.getByRole('button', { name: 'Windows' }).click();
    await expect(page.getByLabel('C:\\Program Files\\ClaudeCode\\managed-settings.json')).toBeVisible();
    await axe(page);
    await page.getByRole('button', { name: 'Shell', exact: true }).click();
    await expect(page.getByLabel('shell profile')).toContainText(
      "export OTEL_EXPORTER_OTLP_HEADERS='Authorization=Bearer mai_secret-h2Qe'",
    );
    await page.getByRole('button', { name: 'PowerShell' }).click();
    await expect(page.getByLabel('$PROFILE')).toContainText(
      "$env:OTEL_EXPORTER_OTLP_HEADERS = 'Authorization=Bearer mai_secret-h2Qe'",
    );
    await expect(page.getByLabel('terminal')).toHaveText(
      './metric-ai doctor --url http://127.0.0.1:4318 --token mai_secret-h2Qe',
    );
  });

  test('makes a token in place', async ({ page }) => {
    await page.goto('/setup');
    await page.getByRole('button', { name: 'Create another' }).click();
    await page.getByLabel('Label of the new token').fill('<b>');
    await page.getByRole('button', { name: 'Create token' }).click();
    await expect(page.getByRole('alert')).toContainText('leave out <, >');
    await page.getByLabel('Label of the new token').fill('new laptops');
    await page.getByRole('button', { name: 'Create token' }).click();
    await expect(page.getByLabel('~/.claude/settings.json')).toContainText('Bearer mai_');
    await expect(page.getByText('new laptops”. Keep it')).toBeVisible();
    await expect(page.getByText('Waiting for the token')).toBeVisible();
  });
});

test('an answer that gets lost is not called a failure', async ({ page }) => {
  await page.goto('/admin/tokens');
  await page.getByRole('button', { name: 'New token' }).click();
  await page.getByRole('dialog').getByLabel('Label').fill('lost');
  await page.route('**/api/admin/tokens', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.fallback(),
  );
  await page.getByRole('dialog').getByRole('button', { name: 'Create token' }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('It is not known whether this was done');
});
