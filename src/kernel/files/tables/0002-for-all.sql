-- A file that names nobody and is meant for every post of the street: an empty form, a notice.
alter table file add column for_all boolean not null default false;
