-- The print a letter was part of, so that all of it can be withdrawn.
alter table answer_letter add column print_id uuid;
create index answer_letter_by_print on answer_letter (street_id, print_id) where print_id is not null;
