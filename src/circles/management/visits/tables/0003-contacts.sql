-- What came of a contact that was due at a door: kept as an act of its matter, and here that it was told once.
alter table visit_item drop constraint visit_item_kind_check;
alter table visit_item add constraint visit_item_kind_check check (kind in ('visit', 'answer', 'refusal', 'contact'));
