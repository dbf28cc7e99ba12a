-- Two more grains of rollup_grains: a team, and a repo, over all models. A year by repo is then a row per repo and period
-- instead of one per repo, team and model. Written and kept as the others are, see 0005_grains.

INSERT INTO rollup_grains SELECT org_id, 'team_total', period, '', team, '', '', source, sum(rollups),
  sum(iif(model = '', session_rows, 0)), 0,
  sum(cost_micros), sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_creation_tokens),
  sum(prompts), sum(api_requests), sum(api_errors), sum(tool_calls), sum(tool_failures), sum(accepts), sum(rejects),
  sum(lines_added), sum(lines_removed), sum(commits), sum(pull_requests), sum(active_user_ms), sum(active_cli_ms),
  sum(blocked_ms)
FROM rollup_grains WHERE grain = 'team' GROUP BY org_id, period, team, source
HAVING sum(rollups) > 0 OR sum(iif(model = '', session_rows, 0)) > 0;

INSERT INTO rollup_grains SELECT org_id, 'repo_total', period, repo, '', '', '', source, sum(rollups),
  sum(iif(model = '', session_rows, 0)), 0,
  sum(cost_micros), sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_creation_tokens),
  sum(prompts), sum(api_requests), sum(api_errors), sum(tool_calls), sum(tool_failures), sum(accepts), sum(rejects),
  sum(lines_added), sum(lines_removed), sum(commits), sum(pull_requests), sum(active_user_ms), sum(active_cli_ms),
  sum(blocked_ms)
FROM rollup_grains WHERE grain = 'repo' GROUP BY org_id, period, repo, source
HAVING sum(rollups) > 0 OR sum(iif(model = '', session_rows, 0)) > 0;
