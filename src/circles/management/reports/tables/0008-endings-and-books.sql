-- A request also ends when the level that owns both sides upholds the street's objection to it, or when it was received by mistake.
alter table request drop constraint request_state_check;
alter table request add constraint request_state_check
  check (state in ('reading', 'received', 'filling', 'filled', 'delivered', 'merged', 'objected', 'sent-back', 'withdrawn', 'upheld', 'closed'));
alter table demand_street drop constraint demand_street_state_check;
alter table demand_street add constraint demand_street_state_check
  check (state in ('waiting', 'sent', 'received', 'filled', 'merged', 'objected', 'upheld', 'sent-back', 'returned'));
-- Who closed it and why, and who opened it again, stands beside the other answers.
alter table request_answer drop constraint request_answer_kind_check;
alter table request_answer add constraint request_answer_kind_check check (kind in ('merged', 'sent-back', 'closed', 'reopened'));

-- Of a demand's returns also: put together with what changed since the period before as a sheet of its own; and one workbook for each community, in one archive.
alter table demand_book drop constraint demand_book_kind_check;
alter table demand_book add constraint demand_book_kind_check check (kind in ('whole', 'difference', 'changed', 'communities'));
