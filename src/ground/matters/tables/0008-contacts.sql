-- Types that keep in touch with somebody: when the next contact is due, when she was reached last, and when it was tried last. Folded from acts like the rest.
alter table matter
  add column in_touch boolean not null default false,
  add column contact_by timestamptz,
  add column reached_at timestamptz,
  add column tried_at timestamptz;
create index matter_in_touch on matter (street_id, region_no, contact_by) where in_touch and stand <> 'closed' and not sealed;
