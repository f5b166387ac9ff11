-- Looks at more people than a look names: found for one person by the area they went over.
create index look_of_many on look (street_id, at desc, id) where subjects = '{}' and filter ? 'count';
