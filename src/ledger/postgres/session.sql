-- Run once on each connection.
SET statement_timeout = '60s';
SET lock_timeout = '30s';
-- A server that hangs must not hold a station's row for ever. Where the database's administrator set a limit, that one holds.
SELECT set_config('idle_in_transaction_session_timeout', '5min', false)
  WHERE current_setting('idle_in_transaction_session_timeout') = '0';
-- Written is written: a database that was set to lose its newest commits is not believed.
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
-- Everything is looked up by keys. Nobody knows how many rows the staging table will have, so that a plan by guess
-- would one day read all people for a few.
SET plan_cache_mode = force_generic_plan;
SET enable_hashjoin = off;
SET enable_mergejoin = off;
SET enable_seqscan = off;
-- No statement here is worth being compiled.
SET jit = off;
SET random_page_cost = 1.1;
SET work_mem = '64MB';
SET temp_buffers = '32MB';
CREATE TEMPORARY TABLE arrived (LIKE person) ON COMMIT DELETE ROWS;
