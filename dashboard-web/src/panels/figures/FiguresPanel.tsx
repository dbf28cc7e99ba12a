import { useMemo } from 'react';
import { useScope } from '@/lib/useScope';
import { useAsked } from '@/ui/Answer';
import { Figures } from '@/ui/Figures';
import { usePageTable } from '@/ui/PageTables';
import { Bones, Failed } from '@/ui/States';
import { useFigures } from './api';
import { type FiguresInput, figuresTable, shapeFigures, totalsOf } from './shape';

export function FiguresPanel() {
  const { scope: asked, changes, today } = useScope();
  const answer = useFigures(asked, changes);
  const { data } = answer;
  const { scope, compared } = useAsked(answer, { scope: asked, compared: changes });
  const input = useMemo<FiguresInput | undefined>(() => {
    if (!data) return undefined;
    const [all, full, before, days, users, usersFull, usersBefore] = data;
    return {
      all: totalsOf(all.rows[0], users),
      full: totalsOf(full.rows[0], usersFull),
      before: totalsOf(before.rows[0], usersBefore),
      days: days.rows,
      activeDays: users.days,
      scope,
      compared,
      today,
    };
  }, [data, scope, compared, today]);
  const figures = useMemo(() => (input ? shapeFigures(input) : null), [input]);
  usePageTable('Figures', { data: input, error: answer.error }, figuresTable);
  if (figures) {
    return (
      <div style={answer.stale ? { opacity: 0.6 } : undefined}>
        <Figures figures={figures} />
      </div>
    );
  }
  return (
    <div className="figures" style={{ display: 'block', minHeight: 108, padding: '8px 16px' }}>
      {answer.error ? (
        <Failed what="The figures" error={answer.error} at={answer.failedAt} retry={answer.retry} />
      ) : (
        <Bones rows={4} />
      )}
    </div>
  );
}
