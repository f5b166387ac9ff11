-- Which purposes were told with the form, each with its version (`elder-care shipped-1`).
alter table form_answer add column notice text[] not null default '{}';
