-- Counts, shares and averages by tags.

-- rows
select count(*) from samples;
-- rows_by_source
select source, count(*) from samples group by source order by 2 desc;
-- share_by_stage
select stage, avg(cultural) from samples group by stage;
-- share_by_case
select stage, avg(case when culture <> 'NoCulture' then 1.0 else 0.0 end) from samples group by stage;
-- percent_by_source
select source, avg(100 * cultural), avg(100.0 * cultural) from samples group by source;
-- sum_of_coalesced
select source, sum(coalesce(cultural, 0)), count(cultural) from samples group by source;
-- count_with_filter
select stage, count(*) filter (where cultural = 1) * 1.0 / count(*) from samples group by stage;
-- count_of_two_filters
select source, count(*) filter (where language = 'eng'), count(*) filter (where domain = 'Culture' and cultural = 1)
from samples group by source;
-- sum_of_case
select language, sum(case when stage = 'pretraining' then 1 else 0 end), sum(case when stage = 'sft' then 1 else 0 end)
from samples group by language;
-- sum_of_iif
select language, sum(iif(domain = 'Code', 1, 0)) from samples group by language;
-- DuckDB
select language, sum(if(domain = 'Code', 1, 0)) from samples group by language;
-- crosstab
select stage, culture, domain, count(*) from samples group by 1, 2, 3;
-- having_many
select language, count(*) from samples where cultural = 1 group by language having count(*) > 10000 order by 2 desc;
-- having_share
select source, language, avg(cultural) from samples group by 1, 2 having count(*) > 1000 and avg(cultural) > 0.5;
-- distinct_pairs
select count(*) from (select distinct source, language from samples);
-- distinct_values
select distinct domain, task from samples where stage = 'alignment';
-- count_distinct
select stage, count(distinct language), count(distinct domain) from samples group by stage;
-- count_distinct_filter
select source, count(distinct language) filter (where cultural = 1) from samples group by source;
-- group_by_derived
select upper(substr(source, 1, 3)) as head, count(*) from samples group by head;
-- group_by_case
select case when language = 'eng' then 'English' else 'other' end as kind, avg(cultural) from samples group by kind;
-- tags_like
select count(*) from samples where source like '%alignment%' and domain not like 'C%';
-- DuckDB
select count(*) from samples where source ilike '%alignment%' and domain not ilike 'C%';
-- concatenated_tags
select source || '/' || stage as path, count(*) from samples group by path order by path;
-- standard_deviation
select stage, stddev_samp(cultural), var_pop(cultural) from samples group by stage;
-- smallest_and_greatest_tag
select stage, min(language), max(source), min(domain) from samples group by stage;
-- smallest_id
select source, min(id), max(id) from samples group by source;
-- languages_listed
select domain, length(group_concat(distinct language)) from samples group by domain;
-- DuckDB
select domain, length(string_agg(distinct language, ',')) from samples group by domain;
