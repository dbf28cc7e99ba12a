import { test } from './admin-setup';
import { axe, expect } from './setup';

const PAGES = [
  ['/admin/tokens', 'admin', /Six live tokens; one of them ends in 6 days/],
  ['/admin/members', 'admin', /Five members, two of them admins/],
  ['/admin/settings', 'admin', /How Tideline is set up/],
  ['/admin/people', 'admin', /Data of 24 people is held/],
  ['/admin/audit', 'admin', /The latest 100 entries/],
  ['/setup', 'admin', /Add another machine/],
  ['/setup', 'viewer', /Add another machine/],
  ['/ops/orgs', 'ops', /Two organisations; 3 exports of Tideline could not be read/],
  ['/ops/dead-letters', 'ops', /3 exports could not be read and wait/],
  ['/ops/audit', 'ops', /1 entry, a refusal/],
] as const;

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });
    for (const [path, who, headline] of PAGES) {
      test(`${path} of ${who}: its headline, and axe finds nothing, on a phone as well`, async ({ page, as }) => {
        // Axe reads a hundred rows four times over.
        test.setTimeout(90_000);
        await as(who);
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(headline);
        await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
        await axe(page);
        await page.setViewportSize({ width: 390, height: 844 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
        await axe(page);
      });
    }
    test('dialogs and problems: axe finds nothing', async ({ page, as }) => {
      await as('admin');
      await page.goto('/admin/tokens');
      await page.getByRole('button', { name: 'New token' }).click();
      await page.getByRole('button', { name: 'Create token' }).click();
      await expect(page.getByRole('alert')).toContainText('Give it a label');
      await axe(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^Revoke payments/ }).click();
      await axe(page);
    });
  });
}

test.describe('who may', () => {
  for (const path of [
    '/admin/tokens',
    '/admin/members',
    '/admin/settings',
    '/admin/people',
    '/admin/audit',
    '/ops/orgs',
    '/ops/dead-letters',
    '/ops/audit',
  ]) {
    test(`a viewer who types ${path} is told which role it is for`, async ({ page, as }) => {
      await as('viewer');
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('You have no access to this page.');
      await expect(page.getByText(path.startsWith('/ops') ? 'role ops' : 'role admin')).toBeVisible();
      await expect(page.getByRole('link', { name: 'Tokens' })).toHaveCount(0);
      await page.getByRole('link', { name: 'Go to the overview' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Spend rose/);
      expect(asked.filter((url) => /\/api\/(admin|ops)\//.test(url))).toEqual([]);
    });
  }

  test('ops sees the organisations and nothing else', async ({ page, as }) => {
    await as('ops');
    await page.goto('/');
    await expect(page).toHaveURL(/\/ops\/orgs/);
    await expect(page.getByRole('row', { name: /Tideline/ })).toContainText('125,107');
    await expect(page.getByRole('row', { name: /Harbour Freight/ })).toContainText('42');
    await expect(page.getByRole('link', { name: 'Prompts' })).toHaveCount(0);
    await page.goto('/people');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('You have no access to this page.');
  });

  test('ops makes an organisation, and hears that an id is taken', async ({ page, as }) => {
    await as('ops');
    await page.goto('/ops/orgs');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Two organisations/);
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog', { name: 'New organisation' });
    await dialog.getByLabel('Name').fill('Harbour');
    await expect(dialog.getByLabel('Id')).toHaveValue('harbour');
    await dialog.getByLabel('Address of its first admin').fill('lea@harbour.dev');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await expect(dialog.getByRole('alert')).toContainText('choose another id');
    await dialog.getByLabel('Id').fill('harbour-2');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await expect(page.getByRole('row', { name: /harbour-2/ })).toBeVisible();
  });
});

test.describe('dead letters', () => {
  test('are inspected and replayed one by one', async ({ page, as }) => {
    await as('ops');
    await page.goto('/ops/orgs');
    await page
      .getByRole('row', { name: /Tideline/ })
      .getByRole('link', { name: '3' })
      .click();
    await page.getByRole('button', { name: 'Inspect dead letter 3' }).click();
    const dialog = page.getByRole('dialog', { name: 'Dead letter 3' });
    await expect(dialog.getByText('not decodable: the JSON ends at byte 18204')).toBeVisible();
    await expect(dialog.getByText(/metric-ai-otlp-ingest-dlq, partition 0, offset 3/)).toBeVisible();
    await axe(page);
    await dialog.getByRole('button', { name: 'Replay' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 exports could not be read and wait.');
    await page.getByRole('button', { name: 'All', exact: true }).click();
    await expect(page.getByRole('row', { name: /Inspect dead letter 3/ })).toContainText('replayed');
  });

  test('saved as a file, which the log of the installation has', async ({ page, as }) => {
    await as('ops');
    await page.goto('/ops/dead-letters');
    await expect(page.getByRole('row', { name: /Inspect dead letter 3/ })).toBeVisible();
    const told = page.waitForResponse((response) => response.url().endsWith('/api/audit/export'));
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV' }).click();
    expect((await saved).suggestedFilename()).toBe('dead-letters.csv');
    expect((await told).status()).toBe(204);
    await page.getByRole('link', { name: 'Audit log' }).click();
    await expect(page.getByRole('row', { name: /dead-letters\.csv/ })).toContainText('Exported a panel');
  });

  test('all of a reason are discarded, after a question; the log has it', async ({ page, as }) => {
    await as('ops');
    await page.goto('/ops/dead-letters');
    await page.getByRole('button', { name: 'Discard all: a mistake of metric-ai' }).click();
    const dialog = page.getByRole('dialog', { name: 'Discard 2 exports?' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Replay all: a mistake of metric-ai' }).click();
    await page.getByRole('button', { name: 'Replay', exact: true }).click();
    await expect(page.getByText('2 exports will be replayed within seconds.')).toBeVisible();
    await page.getByRole('button', { name: 'Discard all: cannot be decoded' }).click();
    await page.getByRole('button', { name: 'Discard', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No export waits to be read.');
    await page.getByRole('link', { name: 'Audit log' }).click();
    await expect(page.getByRole('row', { name: /Discarded dead letters/ })).toContainText('all of not_decodable');
    await expect(page.getByRole('row', { name: /Replayed dead letters/ })).toContainText('all of not_interpretable');
  });
});

test.describe('members', () => {
  test('invited, made an admin, removed; the log has it all', async ({ page, as }) => {
    await as('admin');
    await page.goto('/admin/members');
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog', { name: 'Invite a member' });
    await expect(dialog.getByLabel('Address')).toBeFocused();
    await dialog.getByLabel('Address').fill('no address');
    await dialog.getByRole('button', { name: 'Invite' }).click();
    await expect(dialog.getByRole('alert')).toContainText('One address at a time');
    await dialog.getByLabel('Address').fill('mira.okafor@tideline.dev');
    await dialog.getByRole('button', { name: 'Invite' }).click();
    await expect(dialog.getByRole('alert')).toContainText('is a member already: change the role in the list');
    await expect(dialog.getByLabel('Address')).toHaveAttribute('aria-invalid', 'true');
    await dialog.getByLabel('Address').fill('Lea.Roux@tideline.dev');
    await dialog.getByRole('button', { name: 'Invite' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('status', { name: 'Done' })).toContainText('lea.roux@tideline.dev is a member');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Six members, two of them admins.');

    await page.getByLabel('Role of lea.roux@tideline.dev').selectOption('admin');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Six members, three of them admins.');

    await page.getByRole('button', { name: 'Remove lea.roux@tideline.dev' }).click();
    const sure = page.getByRole('dialog');
    await expect(sure.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await sure.getByRole('button', { name: 'Remove' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Five members, two of them admins.');

    await page.getByRole('link', { name: 'Audit log', exact: true }).click();
    const rows = page.getByRole('region', { name: 'Audit log, table' }).getByRole('row');
    await expect(rows.nth(1)).toContainText('Removed a member lea.roux@tideline.dev');
    await expect(rows.nth(2)).toContainText('viewer → admin');
    await expect(rows.nth(3)).toContainText('Invited a member lea.roux@tideline.dev');
    await expect(rows.nth(3)).toContainText('192.0.2.17');
  });

  test('the last admin is kept, and nothing is half done', async ({ page, as }) => {
    await as('admin');
    await page.goto('/admin/members');
    await page.getByLabel('Role of oleg.kovalenko@tideline.dev').selectOption('viewer');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Five members, and one admin alone.');
    await page.getByLabel('Role of hanna.berg@tideline.dev').selectOption('viewer');
    const sure = page.getByRole('dialog', { name: 'Become a viewer yourself?' });
    await sure.getByRole('button', { name: 'Become a viewer' }).click();
    await expect(sure.getByRole('alert')).toContainText('is the last admin: make somebody else an admin first');
    await sure.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByLabel('Role of hanna.berg@tideline.dev')).toHaveValue('admin');
    await page.getByRole('button', { name: 'Remove hanna.berg@tideline.dev' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect(page.getByRole('dialog').getByRole('alert')).toContainText('last admin');
  });

  test('two admins at once: the second hears of the first, and sees how it is now', async ({ page, as, another }) => {
    await as('admin');
    const other = await another('second');
    await page.goto('/admin/members');
    await other.goto('/admin/members');
    await expect(other.getByRole('heading', { level: 1 })).toHaveText(/two of them admins/);
    await page.getByLabel('Role of mira.okafor@tideline.dev').selectOption('admin');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/three of them admins/);
    await other.getByLabel('Role of mira.okafor@tideline.dev').selectOption('admin');
    await expect(other.getByRole('alert')).toContainText('Somebody else changed this meanwhile');
    await expect(other.getByRole('alert')).toContainText('The list shows how it is now');
    await expect(other.getByLabel('Role of mira.okafor@tideline.dev')).toHaveValue('admin');
  });

  test('who becomes a viewer loses these pages at once', async ({ page, as }) => {
    await as('admin');
    await page.goto('/admin/members');
    await page.getByLabel('Role of hanna.berg@tideline.dev').selectOption('viewer');
    await page.getByRole('dialog').getByRole('button', { name: 'Become a viewer' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('You have no access to this page.');
  });
});

test.describe('settings', () => {
  test('are checked beside the field, saved, and shown', async ({ page, as }) => {
    await as('admin');
    await page.goto('/admin/settings');
    await page.getByRole('button', { name: 'Add a domain' }).click();
    await page.getByLabel('Domain 2', { exact: true }).fill('gmail.com');
    await page.getByLabel('Smallest team that is shown by itself').fill('few');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('alert')).toHaveText(/A whole number from 0/);
    await page.getByLabel('Smallest team that is shown by itself').fill('5');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('group', { name: 'Domains' }).getByRole('alert')).toContainText('anybody can have');
    await page.getByLabel('Domain 2', { exact: true }).fill('@Tide.Example');
    await page.getByLabel('Viewers see pseudonyms').check();
    await page.getByLabel('Name').fill('Tide');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Nothing to save.')).toBeVisible();
    await expect(page.locator('.side .org')).toContainText('Tide');
    await page.reload();
    await expect(page.getByLabel('Domain 2', { exact: true })).toHaveValue('tide.example');
    await expect(page.getByLabel('Viewers see pseudonyms')).toBeChecked();
    await page.goto('/admin/people');
    await expect(page.getByText('Viewers see pseudonyms: find a name')).toBeVisible();
  });

  test('of two admins at once: both changes survive', async ({ page, as, another }) => {
    await as('admin');
    const other = await another('second');
    await page.goto('/admin/settings');
    await other.goto('/admin/settings');
    await expect(other.getByLabel('Name')).toHaveValue('Tideline');
    await page.getByLabel('Smallest team that is shown by itself').fill('5');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Nothing to save.')).toBeVisible();
    await other.getByLabel('Name').fill('Tide');
    await other.getByRole('button', { name: 'Save' }).click();
    await expect(other.getByRole('alert')).toContainText('smallest team: off → 5 people');
    await axe(other);
    await other.getByRole('button', { name: 'Take theirs and keep what I changed' }).click();
    await expect(other.getByLabel('Smallest team that is shown by itself')).toHaveValue('5');
    await other.getByRole('button', { name: 'Save' }).click();
    await expect(other.getByText('Nothing to save.')).toBeVisible();
    await page.reload();
    await expect(page.getByLabel('Name')).toHaveValue('Tide');
    await expect(page.getByLabel('Smallest team that is shown by itself')).toHaveValue('5');
  });
});

test.describe('the audit log', () => {
  test('has its filters in the address, loads more, and is saved as CSV', async ({ page, as }) => {
    await as('admin');
    await page.goto('/admin/audit');
    const rows = page.getByRole('region', { name: 'Audit log, table' }).locator('tbody tr');
    await expect(rows).toHaveCount(100);
    await page.getByRole('button', { name: 'Load older entries' }).click();
    await expect(rows).toHaveCount(131);
    await expect(page.getByRole('button', { name: 'Load older entries' })).toHaveCount(0);
    await page.getByLabel('Outcome').selectOption('denied');
    await expect(page).toHaveURL(/outcome=denied/);
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText('needs the role admin');
    await page.getByLabel('Who').fill('mira');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/actor=mira/);
    await page.reload();
    await expect(rows).toHaveCount(1);
    await expect(page.getByLabel('Who')).toHaveValue('mira');
    await page.getByRole('button', { name: 'Days, UTC: every day' }).click();
    for (const day of [/^2 November/, /^4 November/])
      await page.locator('.calendar').getByRole('button', { name: day }).click();
    await expect(page).toHaveURL(/from=2026-11-02&to=2026-11-04/);
    await expect(page.getByRole('button', { name: 'Days, UTC: 2 Nov – 4 Nov' })).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing was written down like that.');
    await page.getByRole('button', { name: 'Drop the filters' }).click();
    await page.getByLabel('Action').selectOption('export');
    await expect(rows.first()).toContainText('cost-per-day.csv');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV' }).click();
    expect((await saved).suggestedFilename()).toBe('audit.csv');
  });

  test('hears of an exported panel, and of a picture', async ({ page, as }) => {
    await as('viewer');
    const told: unknown[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/api/audit/export')) told.push(request.postDataJSON());
    });
    await page.goto('/');
    for (const what of ['Save cost-per-day-by-model.csv', 'Save as PNG']) {
      await page.getByRole('button', { name: 'Cost per day: export and more' }).click();
      const saved = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: what }).click();
      await saved;
    }
    await expect.poll(() => told.length).toBe(2);
    expect(told).toEqual([{ what: 'cost-per-day-by-model.csv' }, { what: 'cost-per-day.png' }]);
  });
});

test.describe('people’s rights', () => {
  test('a pseudonym is resolved, a copy saved, a person erased', async ({ page, as }) => {
    await as('admin');
    await page.goto('/admin/people');
    const table = page.getByRole('region', { name: 'People, table' });
    const pseudonym =
      (await table
        .getByRole('row', { name: /mira\.okafor/ })
        .locator('code')
        .textContent()) ?? '';
    await page.getByLabel('Name or pseudonym').fill(pseudonym);
    await expect(table.locator('tbody tr')).toHaveCount(1);
    await expect(table).toContainText('mira.okafor@tideline.dev');

    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export what is held about mira.okafor@tideline.dev' }).click();
    expect((await saved).suggestedFilename()).toBe('mira.okafor-tideline.dev.zip');

    await page.getByRole('button', { name: 'Erase mira.okafor@tideline.dev' }).click();
    const dialog = page.getByRole('dialog', { name: 'Erase a person?' });
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await axe(page);
    const sure = dialog.getByRole('button', { name: 'Erase for good' });
    await expect(sure).toBeDisabled();
    await dialog.getByLabel(/^Type mira/).fill('mira.okafor@tideline');
    await expect(sure).toBeDisabled();
    await dialog.getByLabel(/^Type mira/).fill('mira.okafor@tideline.dev');
    await dialog.getByLabel('Keep them out from now on').check();
    await sure.click();
    const erasures = page.getByRole('region', { name: 'Erasures', exact: true });
    await expect(erasures).toContainText(/under way/);
    await expect(erasures).toContainText('done, 18,204 rows deleted', { timeout: 15_000 });
    await expect(erasures).not.toContainText('mira');
    await page.goto('/admin/people');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Data of 23 people is held.');
    await expect(page.getByRole('region', { name: 'People, table' })).not.toContainText('mira.okafor');

    await page.goto('/admin/audit?action=person.erased');
    const entries = page.getByRole('region', { name: 'Audit log, table' });
    await expect(entries).toContainText(pseudonym);
    await expect(entries).not.toContainText('mira');
  });
});

test.describe('several orgs', () => {
  test('the switch shows the other one alone, and a link says which', async ({ page, as, another }) => {
    await as('both');
    const orgs: (string | undefined)[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/')) orgs.push(request.headers()['x-org']);
    });
    await page.goto('/people?user=mira.okafor%40tideline.dev&range=1w');
    await expect(page).toHaveURL(/org=tideline/);
    await page.getByRole('button', { name: 'Organisation: Tideline' }).click();
    await page.getByRole('menuitem', { name: /Harbour Freight/ }).click();
    await expect(page.locator('.side .org')).toContainText('Harbour Freight');
    await expect(page).toHaveURL(/\/people\?range=1w&org=harbour/);
    // Only the very first call, which asks who I am, names no org.
    expect(orgs.filter((org) => org === undefined)).toHaveLength(1);
    orgs.length = 0;
    await expect(page.getByRole('region', { name: 'People', exact: true })).not.toContainText('mira.okafor');
    await page.getByRole('link', { name: 'Tokens', exact: true }).click();
    await expect(page).toHaveURL(/\/admin\/tokens\?.*org=harbour/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/One live token; one ran into a rate limit/);
    await expect(page.getByText('42 requests in the last 24 hours were turned away')).toBeVisible();
    expect(new Set(orgs)).toEqual(new Set(['harbour']));

    const link = page.url().replace(/^https?:\/\/[^/]+/, '');
    const other = await another('both');
    await other.goto(link);
    await expect(other.locator('.side .org')).toContainText('Harbour Freight');
    await page.goBack();
    await expect(page.locator('.side .org')).toContainText('Harbour Freight');
    await page.goto('/');
    await expect(page.locator('.side .org')).toContainText('Harbour Freight');
  });

  test('a link into an org that is not mine is refused, and left', async ({ page, as }) => {
    await as('admin');
    await page.goto('/admin/tokens?org=harbour');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('You have no access here.');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Six live tokens/);
    await expect(page).not.toHaveURL(/org=/);
  });
});
