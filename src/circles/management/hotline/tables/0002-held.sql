-- An order that may be a complaint about somebody of the staff or a unit, or speaks of violence at home: it became a sealed matter at once, and waits for
-- the one who decides what it is. Seen by whoever may open its matter, by nobody by area.
alter table hotline_order add column held text check (held in ('waiting', 'sealed', 'ordinary'));
create index hotline_order_held on hotline_order (street_id, came_at) where held is not null;
