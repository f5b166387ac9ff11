-- Which duty items it rests on, as its asker says; and what lists and rules said when it was decided, each with the version of its rule.
alter table demand add column cited uuid[] not null default '{}';
alter table demand add column judgement jsonb;
alter table request add column cited uuid[] not null default '{}';
