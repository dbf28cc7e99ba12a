import { type DataTable, downloadCsv } from '@/lib/csv';
import { Icon } from './Icon';

/** `table` is called when it is asked for, not before. */
export function CsvButton({ table, quiet = false }: { table: (() => DataTable) | undefined; quiet?: boolean }) {
  return (
    <button
      type="button"
      className={quiet ? 'btn quiet' : 'btn'}
      disabled={!table}
      onClick={() => table && downloadCsv(table())}
    >
      <Icon name="save" /> CSV
    </button>
  );
}
