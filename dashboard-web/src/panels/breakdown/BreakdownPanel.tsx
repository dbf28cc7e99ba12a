import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { beforeMark, saveRows } from '@/charts/save';
import type { RollupRow, Rollups } from '@/lib/api/rollups';
import { comparedDays, type Dimension, isPartial, lengthName } from '@/lib/filters';
import { NONE } from '@/lib/format';
import { DIMENSION_NAMES, nameOf } from '@/lib/names';
import { useScope } from '@/lib/useScope';
import { BarList, Was } from '@/ui/BarList';
import { Panel } from '@/ui/Panel';
import { useBreakdown } from './api';
import { foldOf, formatOf, hasBefore, limitOf, nameOfAll, pictureOf, sectionOf, shapeBars } from './shape';

const ALL = { repo: '/repos', user: '/people', model: '/models' } as const;

type Three<T> = readonly [all: T, full: T, before: T];

const rowsOf = ([all, full, before]: Three<Rollups>): Three<RollupRow[]> => [all.rows, full.rows, before.rows];

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
  const { scope, compared, search, toggle } = useScope();
  const first = useBreakdown(scope, compared, by);
  const second = useBreakdown(scope, compared, then ?? by);
  const data = useMemo(() => {
    if (!first.data || !second.data) return undefined;
    const sections = [sectionOf(by, ...rowsOf(first.data))];
    if (then) sections.push(sectionOf(then, ...rowsOf(second.data)));
    return sections;
  }, [first.data, second.data, by, then]);
  // Which sections show all.
  const [opened, setOpened] = useState<readonly Dimension[]>([]);
  const most = then ? 4 : limit;
  const days =
    compared && isPartial(scope, compared) ? `${comparedDays(compared)}; today is the light end of a bar` : undefined;
  const all = link && by in ALL ? ALL[by as keyof typeof ALL] : null;
  return (
    <Panel
      title={title}
      sub={then || !data?.some(hasBefore) ? undefined : <Was of={`${lengthName(scope)} before`} title={days} />}
      span={4}
      bonesAs="bars"
      answer={{
        data,
        error: first.error ?? second.error,
        stale: first.stale || second.stale,
        failedAt: first.failedAt ?? second.failedAt,
        since: first.since ?? second.since,
        retry: () => {
          first.retry();
          second.retry();
        },
      }}
      isEmpty={(sections) => sections.every((section) => section.groups.length === 0)}
      right={
        all && (
          <Link to={all} search={true} aria-label={nameOfAll(by)} title={nameOfAll(by)}>
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
        columns: ['dimension', 'value', 'cost_usd', 'cost_usd_full_days', 'cost_usd_before'],
        rows: sections.flatMap((section) =>
          section.groups.map((group) => [
            section.by,
            group.key,
            group.now,
            compared ? (section.full.get(group.key) ?? 0) : null,
            compared ? group.before : null,
          ]),
        ),
      })}
      png={(sections, about) =>
        saveRows(
          about,
          `cost-by-${sections.map((section) => section.by).join('-and-')}`,
          () => sections.map((section) => pictureOf(section, limitOf(most, opened.includes(section.by)))),
          sections.some(hasBefore) ? [beforeMark(`${lengthName(scope)} before`)] : [],
        )
      }
    >
      {(sections) =>
        sections.map((section) => {
          const open = opened.includes(section.by);
          const bars = shapeBars(section, limitOf(most, open));
          return (
            <div key={section.by}>
              {then && (
                <p className="subhead">
                  <span>{DIMENSION_NAMES[section.by]}</span>
                  {section.by === by && sections.some(hasBefore) && <Was of="before" title={days} />}
                </p>
              )}
              <BarList
                bars={bars}
                format={formatOf(bars)}
                chosen={search[section.by]}
                onPick={(key, add) => key !== '' && toggle(section.by, key, add)}
                fold={open ? foldOf(section, most) : null}
                onFold={() => setOpened(open ? opened.filter((each) => each !== section.by) : [...opened, section.by])}
              />
            </div>
          );
        })
      }
    </Panel>
  );
}
