-- A large workbook of a demand is understood by a job that is watched and stopped; until then the demand says nothing yet.
alter table demand add column job_id uuid;
alter table demand drop constraint demand_state_check;
alter table demand add constraint demand_state_check check (state in ('reading', 'draft', 'submitted', 'admitted', 'refused', 'withdrawn', 'closed'));
