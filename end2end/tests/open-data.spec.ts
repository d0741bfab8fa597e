// Whoever wants all of it takes it: files at stable addresses, told to people.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from '../fixture';
import { title } from '../people';

const FILES = ['structures.csv', 'structures.json', 'structures.geojson', 'services.csv', 'services.json', 'services.geojson'];

test('the open data is told, and each file is what the page says of it', async ({ page, visit, axe, request }) => {
  await visit('/open-data');
  await expect(title(page)).toHaveText('Données ouvertes');
  await expect(page.getByRole('link', { name: 'Licence Ouverte 2.0' })).toBeVisible();
  for (const closed of await page.getByText('Empreinte SHA-256').all()) await closed.click();
  await axe();
  for (const name of FILES) {
    const item = page.getByRole('listitem').filter({ hasText: `/open-data/${name}` });
    const [download] = await Promise.all([page.waitForEvent('download'), item.getByRole('link').click()]);
    const bytes = await readFile(await download.path());
    await expect(item, name).toContainText(createHash('sha256').update(bytes).digest('hex'));
    if (name.endsWith('json')) JSON.parse(bytes.toString('utf8'));
    // Pages of other sites may read it.
    const answer = await request.get(`/open-data/${name}`);
    expect(answer.headers()['access-control-allow-origin']).toBe('*');
  }
});
