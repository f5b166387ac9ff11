-- A file that was fetched out of the house and may name people, where no other row of the register stands for it: which file it was.
alter table leaving drop constraint leaving_kind_check;
alter table leaving add constraint leaving_kind_check check (kind in ('print', 'own', 'file'));
alter table leaving add column file_id uuid;
create index leaving_by_file on leaving (street_id, file_id) where file_id is not null;
