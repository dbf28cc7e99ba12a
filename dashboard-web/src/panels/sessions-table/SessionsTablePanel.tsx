import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { rangeName } from '@/lib/filters';
import { uncapital } from '@/lib/format';
import { useScope } from '@/lib/useScope';
import { useTogether } from '@/ui/Answer';
import { ColumnChoice, useColumnChoice } from '@/ui/ColumnChoice';
import { ListView } from '@/ui/ListView';
import { sessionsQuery } from './api';
import { columnsOf } from './columns';
import { LIMIT, sessionsHeadline, sessionsTable, withinOf } from './shape';

/** The latest sessions, up to a thousand. */
export function SessionsTablePanel() {
  const { scope, search } = useScope();
  const navigate = useNavigate();
  const answer = useTogether(useQuery(sessionsQuery(scope, LIMIT)));
  const all = answer.data?.[0].sessions;
  const within = withinOf(all ?? []);
  const columns = columnsOf([]);
  const [isOn, choice] = useColumnChoice('sessions', columns);
  return (
    <ListView
      title="Sessions"
      eyebrow={`Sessions · ${uncapital(rangeName(search))}`}
      find="Find a session"
      answer={{ ...answer, data: all }}
      headline={sessionsHeadline}
      words={(row) => `${row.sessionId} ${row.user} ${row.repo} ${row.team}`}
      columns={(found) => columnsOf(found).filter((column) => isOn(column.id))}
      table={sessionsTable}
      rowKey={(row) => row.sessionId}
      sort="started"
      onOpen={(row) =>
        void navigate({ to: '/sessions/$sessionId', params: { sessionId: row.sessionId }, search: true })
      }
      tools={<ColumnChoice columns={columns} choice={choice} />}
      within={withinOf}
      note={() =>
        `Times are UTC. Numbers are those of the whole session; where metrics alone came, prompts, length and tool calls are not known. Over its time: cost of the prompts that began in each part of it, on its own scale.${
          within ? ` Search and sorting look ${within} alone.` : ''
        }`
      }
    />
  );
}
