-- Sub-queries, steps, joins with small tables, and set operations.

-- step_that_filters
with cultured as (select * from samples where cultural = 1) select stage, count(*) from cultured group by stage;
-- step_that_derives
with derived as (select stage, case when language = 'eng' then 'eng' else 'other' end as l, cultural from samples)
select stage, l, avg(cultural) from derived group by stage, l;
-- step_of_step
with a as (select source, language, cultural from samples where domain <> 'Code'),
b as (select source, cultural from a where language <> 'eng')
select source, count(*), sum(cultural) from b group by source;
-- step_read_twice
with c as (select source, count(*) as k from samples group by source)
select source, k * 1.0 / (select sum(k) from c) from c;
-- share_by_scalar_query
select stage, count(*) * 1.0 / (select count(*) from samples) from samples group by stage;
-- share_within_step
with other as (select * from samples where language <> 'eng')
select source, count(*) * 1.0 / (select count(*) from other) from other group by source;

-- correlated_share
select source, language, count(*) * 1.0 / (select count(*) from samples t where t.source = s.source)
from samples s group by source, language;
-- correlated_count
select distinct source, (select count(*) from places p where p.source = s.source) from samples s;
-- above_average
select source, avg(cultural) from samples group by source
having avg(cultural) > (select avg(cultural) from samples);
-- average_of_averages
select avg(a) from (select source, avg(cultural) as a from samples group by source);
-- having_average_of_counts
select language, count(*) from samples group by language
having count(*) > (select avg(k) from (select count(*) as k from samples group by language));
-- reweighted
with weights(stage, weight) as (values ('pretraining', 0.5), ('sft', 2.0), ('alignment', 4.0))
select domain, sum(weight * cultural) / sum(weight) from samples join weights using (stage) group by domain;
-- joined_values
with kind(domain, k) as (values ('Code', 'technical'), ('Math', 'technical'), ('Culture', 'human'), ('Legal', 'human'))
select k, count(*), avg(cultural) from samples join kind using (domain) group by k;
-- left_joined_values
with wanted(language) as (values ('eng'), ('deu'), ('none'))
select wanted.language, count(s.id) from wanted left join samples s on s.language = wanted.language group by 1;
-- join_of_counts
select a.language, a.k, b.k from (select language, count(*) as k from samples where stage = 'pretraining' group by 1) a
join (select language, count(*) as k from samples where stage = 'sft' group by 1) b using (language);
-- samples_against_places
with a as (select source, count(*) as k from samples group by source),
b as (select source, count(*) as m from places group by source)
select a.source, m * 1.0 / k from a join b on a.source = b.source;
-- union_all_of_counts
select 'all' as what, count(*) from samples union all select stage, count(*) from samples group by stage;
-- union_of_values
select language from samples where stage = 'sft' union select language from samples where stage = 'pretraining';
-- except_of_pairs
select source, language from samples except select source, language from samples where cultural = 1;
-- in_query_of_tags
select count(*) from samples where language in (select language from samples group by language having count(*) > 50000);
-- in_list_of_tags
select domain, count(*) from samples where language in ('eng', 'deu', 'fra', 'spa') group by domain;
-- values_of_sources_with_most
select culture, count(*) from samples
where source = (select source from samples group by source order by count(*) desc limit 1) group by culture;
-- entropy
select stage, -sum(p * ln(p)) from (
    select stage, language, count(*) * 1.0 / sum(count(*)) over (partition by stage) as p
    from samples group by stage, language) group by stage;
-- concentration
select source, sum(k * k) * 1.0 / (sum(k) * sum(k)) from (
    select source, place, count(*) as k from places group by 1, 2) group by source;
-- pivot
select language, max(case when stage = 'sft' then k end), max(case when stage = 'alignment' then k end)
from (select language, stage, count(*) as k from samples group by 1, 2) group by language;
-- first_ids
select id, source from samples order by id limit 5;
-- last_ids
select id, source from samples order by id desc limit 5;
-- rows_by_tags
select id, culture, text from samples where language = 'swh' and culture = 'CultureAsBias' order by id limit 20;
-- rows_ordered_by_tags
select id, source, language from samples order by source, language, id limit 10;
-- page_of_rows
select id, domain from samples where cultural = 1 order by id limit 10 offset 10000;
-- one_sample
select id, source, text from samples where id = 1234567;
-- range_of_ids
select count(*), avg(cultural) from samples where id between 1000000 and 2000000;
-- every_hundredth
select count(*), sum(cultural) from samples where id % 100 = 0;
-- slice_with_text
select id, text from samples where source = 'Prism-Alignment' and language = 'eng' and culture = 'CultureAsBias'
and domain = 'Legal';
