-- That a filled workbook was handed to its asker: to whom, on which day, by which way. What was said wrongly is taken back; the row stays.
-- table: street
create table handover (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  request_id uuid not null,
  delivery_id uuid not null,
  recipient text not null,
  handed_on date not null,
  way text not null check (way in ('wechat', 'platform', 'mail', 'paper', 'other')),
  login_id uuid not null,
  post_id uuid not null,
  at timestamptz not null,
  taken_back_by uuid,
  taken_back_at timestamptz,
  primary key (street_id, id),
  foreign key (street_id, request_id) references request (street_id, id),
  foreign key (street_id, delivery_id) references delivery (street_id, id)
);
create unique index handover_standing on handover (street_id, delivery_id) where taken_back_at is null;
create index handover_by_request on handover (street_id, request_id, at);
