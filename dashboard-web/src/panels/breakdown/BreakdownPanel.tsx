import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type Dimension, lengthName } from '@/lib/filters';
import { NONE, usdLike } from '@/lib/format';
import { compare, type Group } from '@/lib/groups';
import { DIMENSION_NAMES, nameOf } from '@/lib/names';
import { useScope } from '@/lib/useScope';
import { BarList } from '@/ui/BarList';
import { Panel } from '@/ui/Panel';
import { useBreakdown } from './api';
import { shapeBars } from './shape';

const ALL = { repo: '/repos', user: '/people', model: '/models' } as const;

/** Cost by one or two dimensions; a click on a bar filters the page. */
export function BreakdownPanel({
  title,
  by,
  then,
  limit = 8,
  link = true,
  folds = false,
}: {
  title: string;
  by: Dimension;
  then?: Dimension;
  limit?: number;
  link?: boolean;
  /** On a phone it is one line until it is opened. */
  folds?: boolean;
}) {
  const { scope, previous, search, toggle } = useScope();
  const first = useBreakdown(scope, previous, by);
  const second = useBreakdown(scope, previous, then ?? by);
  const data = useMemo(() => {
    if (!first.data || !second.data) return undefined;
    const sections: { by: Dimension; groups: Group[] }[] = [
      { by, groups: compare(by, first.data[0].rows, first.data[1].rows) },
    ];
    if (then) sections.push({ by: then, groups: compare(then, second.data[0].rows, second.data[1].rows) });
    return sections;
  }, [first.data, second.data, by, then]);
  const all = link && by in ALL ? ALL[by as keyof typeof ALL] : null;
  return (
    <Panel
      title={title}
      sub={then ? undefined : <span className="was">{lengthName(scope)} before</span>}
      span={4}
      bonesAs="bars"
      answer={{
        data,
        error: first.error ?? second.error,
        stale: first.stale || second.stale,
        retry: () => {
          first.retry();
          second.retry();
        },
      }}
      isEmpty={(sections) => sections.every((section) => section.groups.length === 0)}
      right={
        all && (
          <Link to={all} search={true}>
            All
          </Link>
        )
      }
      keyFigure={
        folds
          ? (sections) => (sections[0]?.groups[0] ? nameOf(sections[0].by, sections[0].groups[0].key) : NONE)
          : undefined
      }
      table={(sections) => ({
        name: `cost-by-${sections.map((section) => section.by).join('-and-')}`,
        columns: ['dimension', 'value', 'cost_usd', 'cost_usd_before'],
        rows: sections.flatMap((section) =>
          section.groups.map((group) => [section.by, group.key, group.now, group.before]),
        ),
      })}
    >
      {(sections) =>
        sections.map((section) => {
          const bars = shapeBars(section.groups, section.by, then ? 4 : limit);
          return (
            <div key={section.by}>
              {then && (
                <p className="subhead">
                  <span>{DIMENSION_NAMES[section.by]}</span>
                  {section.by === by && <span className="muted was">before</span>}
                </p>
              )}
              <BarList
                bars={bars}
                format={usdLike(Math.max(...bars.map((bar) => bar.value), 0))}
                chosen={search[section.by]}
                onPick={(key, add) => key !== '' && toggle(section.by, key, add)}
              />
            </div>
          );
        })
      }
    </Panel>
  );
}
