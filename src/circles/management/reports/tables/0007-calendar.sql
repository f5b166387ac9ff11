-- What takes a street's time besides workbooks counts as a request too: inspections and supervisions that come, group chats and apps that must be kept.
alter table request add column kind text not null default 'workbook' check (kind in ('workbook', 'inspection', 'supervision', 'group-chat', 'app'));
alter table request alter column file_id drop not null;
alter table request add constraint request_workbook check (kind <> 'workbook' or file_id is not null);
-- How often it comes, until when, and how long it takes each time, as whoever entered it says.
alter table request add column every text not null default 'once' check (every in ('once', 'weekly', 'monthly', 'quarterly', 'yearly'));
alter table request add column until_on date;
alter table request add column minutes int check (minutes between 0 and 100000);
-- An inspection that stands in the plan of the year.
alter table request add column planned boolean;
create index request_by_calendar on request (street_id, due_on) where due_on is not null;
