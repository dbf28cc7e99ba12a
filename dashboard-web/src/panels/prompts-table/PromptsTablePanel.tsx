import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { rollupsQuery } from '@/lib/api/rollups';
import { isPerModel, rangeName } from '@/lib/filters';
import { uncapital } from '@/lib/format';
import { promptsTable } from '@/lib/prompts-table';
import { useScope } from '@/lib/useScope';
import { useTogether } from '@/ui/Answer';
import { ListView } from '@/ui/ListView';
import { topPromptsQuery } from './api';
import { columnsOf } from './columns';
import { LIMIT, promptsHeadline, withinOf } from './shape';

/** The most expensive prompts of these days, up to a thousand. */
export function PromptsTablePanel() {
  const { scope, search } = useScope();
  const navigate = useNavigate();
  const answer = useTogether(useQuery(topPromptsQuery(scope, LIMIT)), useQuery(rollupsQuery(scope)));
  const prompts = answer.data?.[0].prompts;
  const within = withinOf(prompts ?? []);
  const total = answer.data?.[1].rows[0];
  const all = total && !isPerModel(scope) ? total : null;
  return (
    <ListView
      title="Prompts"
      eyebrow={`Prompts · ${uncapital(rangeName(search))}`}
      find="Find a prompt"
      answer={{ ...answer, data: prompts }}
      headline={(rows) => promptsHeadline(rows, all)}
      words={(row) => `${row.promptId} ${row.user} ${row.repo} ${row.models.join(' ')}`}
      columns={columnsOf}
      table={promptsTable}
      rowKey={(row) => row.promptId}
      sort="cost"
      onOpen={(row) => void navigate({ to: '/prompts/$promptId', params: { promptId: row.promptId }, search: true })}
      within={withinOf}
      note={() =>
        `The text of a prompt is never stored. Failed: tool calls and model requests. Time: from its first event to its last; spans, on its page, begin a little earlier. Times are UTC.${within ? ` Search and sorting look ${within} alone.` : ''}`
      }
    />
  );
}
