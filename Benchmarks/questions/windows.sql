-- Windows, ranks and quantiles.

-- rank_of_sources
select source, count(*), rank() over (order by count(*) desc) from samples group by source;
-- top_three_languages
select * from (
    select stage, language, count(*) as k, row_number() over (partition by stage order by count(*) desc, language) as r
    from samples group by stage, language) where r <= 3;
-- top_places_by_continent
with counted as (select continent, place, count(*) as k from places group by 1, 2)
select * from (select *, rank() over (partition by continent order by k desc) as r from counted) where r <= 5;
-- running_total
select language, k, sum(k) over (order by k desc, language) from (
    select language, count(*) as k from samples group by language);
-- share_of_partition
select source, culture, count(*) * 1.0 / sum(count(*)) over (partition by source) from samples group by source, culture;
-- share_of_partition_by_number
select source, culture, count(*) * 1.0 / sum(count(*)) over (partition by source) from samples group by 1, 2;
-- named_window
select stage, domain, count(*), row_number() over w from samples group by stage, domain
window w as (partition by stage order by count(*) desc, domain);
-- window_over_distinct
select language, count(distinct place) as k, rank() over (order by count(distinct place) desc) from places
group by language;
-- change_from_stage_to_stage
select stage, s - lag(s) over (order by stage) from (select stage, avg(cultural) as s from samples group by stage);
-- first_rows_of_source
select source, id from (select source, id, row_number() over (partition by source order by id) as r from samples)
where r <= 3;
-- last_rows_of_language
select language, id from (
    select language, id, row_number() over (partition by language order by id desc) as r from samples) where r <= 2;
-- numbered_rows
select max(r) from (select row_number() over (order by id) as r from samples where stage = 'alignment');
-- running_count_of_rows
select max(k) from (select id, count(*) over (partition by source order by id) as k from samples
    where stage = 'alignment');
-- quartiles_of_length
select q, min(l), max(l), count(*) from (
    select length(text) as l, ntile(4) over (order by length(text)) as q from samples) group by q;
-- quartiles_of_length_by_source
select source, q, min(l), max(l), count(*) from (
    select source, length(text) as l, ntile(4) over (partition by source order by length(text)) as q from samples)
group by source, q;
-- deciles_of_samples
select d, avg(cultural) from (select cultural, ntile(10) over (order by id) as d from samples) group by d;
-- median_length
select source, median(length(text)) from samples group by source;
-- quantiles_of_length
select stage, quantile_cont(length(text), 0.25), quantile_cont(length(text), 0.9) from samples group by stage;
-- mode_of_language
select domain, mode(language) from samples where stage <> 'reasoning' group by domain;
-- longest_samples
select id, length(text) from samples order by length(text) desc, id limit 10;
-- longest_of_source
select source, id, l from (
    select source, id, length(text) as l, row_number() over (partition by source order by length(text) desc, id) as r
    from samples) where r = 1;
