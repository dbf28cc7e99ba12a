import { useMemo } from 'react';
import { useScope } from '@/lib/useScope';
import { useAsked } from '@/ui/Answer';
import { Figures } from '@/ui/Figures';
import { usePageTable } from '@/ui/PageTables';
import { Bones, Failed } from '@/ui/States';
import { useFigures } from './api';
import { type FiguresInput, figuresTable, shapeFigures } from './shape';

export function FiguresPanel() {
  const { scope: asked, changes, today } = useScope();
  const answer = useFigures(asked, changes);
  const { data } = answer;
  const { scope, compared } = useAsked(answer, { scope: asked, compared: changes });
  const input = useMemo<FiguresInput | undefined>(() => {
    if (!data) return undefined;
    const [all, full, before, days, users, usersFull, usersBefore] = data;
    return {
      all: { row: all.rows[0], active: users.users.length },
      full: { row: full.rows[0], active: usersFull.users.length },
      before: { row: before.rows[0], active: usersBefore.users.length },
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
