-- Measuring draws 300 rows for each unit of this target. A tenth of the usual sample tells the planner as well how many rows there are and how
-- they spread over verdicts and communities, at a tenth of the time; a fifth keeps the spread of people over grids.
alter function app_measure_staged() set default_statistics_target = 10;
alter function app_measure_written() set default_statistics_target = 20;
