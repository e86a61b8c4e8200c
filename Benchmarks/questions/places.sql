-- Lists of places, and sets of samples that they choose.

-- places_by_number
select place, count(*) from places group by place order by 2 desc, 1 limit 20;
-- countries_by_stage
select stage, country, count(*) from places group by 1, 2;
-- places_named_together
select a.place, b.place, count(*) from places a join places b on a.id = b.id and a.place < b.place group by 1, 2;
-- places_named_with_one
select b.place, count(*) from places a join places b using (id) where a.place = 'Kenya' and b.place <> 'Kenya' group by 1;
-- samples_that_exist
select count(*) from samples s where exists (select 1 from places p where p.id = s.id and p.continent = 'Africa');
-- cultural_without_place
select source, count(*) from samples s
where cultural = 1 and not exists (select 1 from places p where p.id = s.id) group by source;
-- share_with_place
select stage, avg(exists (select 1 from places p where p.id = s.id)) from samples s group by stage;
-- DuckDB
select stage, avg(exists (select 1 from places p where p.id = s.id)::int) from samples s group by stage;
-- in_ids
select stage, count(*) from samples where id in (select id from places where continent = 'Africa') group by stage;
-- not_in_ids
select source, count(*) from samples where cultural = 1 and id not in (select id from places) group by source;
-- in_two_sets
select count(*) from samples
where id in (select id from places where place = 'Kenya') and id in (select id from places where place = 'India');
-- intersection_of_ids
select count(*) from (
    select id from places where continent = 'Africa' intersect select id from places where continent = 'Asia');
-- samples_without_europe
select count(*) from (select id from places except select id from places where continent = 'Europe');
-- union_of_ids
select count(*) from (select id from places where place = 'Japan' union select id from samples where language = 'jpn');
-- distinct_samples
select count(distinct id) from places where continent in ('Africa', 'Asia');
-- samples_by_number_of_places
select k, count(*) from (select id, count(*) as k from places group by id) group by k order by k;
-- samples_of_many_places
select count(*) from (select id from places group by id having count(*) >= 3);
-- join_with_samples
select s.task, p.continent, count(*) from samples s join places p on p.id = s.id group by 1, 2;
-- left_join_places
select s.stage, count(p.place), count(*) from samples s left join places p on p.id = s.id group by 1;
-- average_number_of_places
select source, avg(k) from (
    select s.source, s.id, count(p.place) as k from samples s left join places p on p.id = s.id
    group by s.source, s.id) group by source;

-- places_in_all_stages
select place from places where stage = 'pretraining' intersect select place from places where stage = 'sft'
intersect select place from places where stage = 'alignment';
-- places_only_in_one_stage
select place from places where stage = 'pretraining' except select place from places where stage <> 'pretraining';
-- places_per_language
select language, count(distinct place), count(distinct country) from places group by language;
-- share_of_continents
select continent, count(*) * 1.0 / (select count(*) from places) from places group by continent;
-- first_sample_of_place
select place, min(id) from places group by place;
-- places_listed
select continent, length(group_concat(distinct country)) from places group by continent;
-- DuckDB
select continent, length(string_agg(distinct country, ',')) from places group by continent;
-- continents_beside_africa
select b.continent, count(*) from places a join places b using (id)
where a.continent = 'Africa' and b.continent <> 'Africa' group by 1;
-- sources_of_two_continents
select s.source, count(*) from samples s join places a on a.id = s.id join places b on b.id = s.id
where a.continent = 'Asia' and b.continent = 'Europe' group by 1;
