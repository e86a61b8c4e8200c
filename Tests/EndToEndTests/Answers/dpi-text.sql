-- Answers of ../shared/data/expected.json, asked of a store with all data sets.
-- Each query begins with `-- answer: path of keys (kind)`; a distribution's and a map's columns are key and x.

-- answer: dpi-text / files (value)
select count(*) from file where dataset = 'dpi-text';
-- answer: dpi-text / rows (value)
select sum(n) from samples where dataset = 'dpi-text';
-- answer: dpi-text / distinct_uid (value)
select count(distinct dataset_id) from samples where dataset = 'dpi-text';
-- answer: dpi-text / duplicated_uid (list)
select dataset_id from samples where dataset = 'dpi-text' group by dataset_id having sum(n) > 1;
-- answer: dpi-text / collections (distribution)
select source as key, sum(n) as x from samples where dataset = 'dpi-text' group by source;
-- answer: dpi-text / languages_whole (distribution)
select language as key, sum(n) as x from languages where dataset = 'dpi-text' group by language;
-- answer: dpi-text / languages_mentions_total (value)
select sum(mentions) from languages where dataset = 'dpi-text';
-- answer: dpi-text / languages_fractional (distribution)
select language as key, sum(w) as x from languages where dataset = 'dpi-text' group by language;
-- answer: dpi-text / rows_monolingual (value)
select sum(n) from samples where dataset = 'dpi-text' and language is not null;
-- answer: dpi-text / rows_with_English (value)
select sum(n) from languages where dataset = 'dpi-text' and language = 'English';
-- answer: dpi-text / languages_occurring_in_exactly_one_row (value)
with
once as (
    select language from languages where dataset = 'dpi-text' group by language having sum(n) = 1
)
select count(*) from once;
-- answer: dpi-text / language_groups_whole_last_wins (map)
select language_group as key, sum(n) as x from language_groups group by language_group;
-- answer: dpi-text / language_groups_whole_all_groups (map)
select language_group as key, sum(n) as x from language_groups_all group by language_group;
-- answer: dpi-text / tasks_whole (distribution)
select task as key, sum(n) as x from tasks where dataset = 'dpi-text' group by task;
-- answer: dpi-text / task_groups_whole_last_wins (map)
select task_group as key, sum(n) as x from task_groups group by task_group;
-- answer: dpi-text / task_groups_whole_all_groups (map)
select task_group as key, sum(n) as x from task_groups_all group by task_group;
-- answer: dpi-text / sources_whole (distribution)
select text_source as key, sum(n) as x from text_sources group by text_source;
-- answer: dpi-text / rows_without_source (value)
select count(*) from samples where dataset = 'dpi-text' and id not in (select id from text_sources);
-- answer: dpi-text / domain_groups_whole_last_wins (map)
select domain as key, sum(n) as x from domains where dataset = 'dpi-text' group by domain;
-- answer: dpi-text / creators_whole (distribution)
select creator as key, sum(n) as x from creators group by creator;
-- answer: dpi-text / rows_without_creator (value)
select count(*) from samples where dataset = 'dpi-text' and id not in (select id from creators);
-- answer: dpi-text / country_raw_whole_last_wins (distribution)
select place as key, sum(n) as x from places where dataset = 'dpi-text' group by place;
-- answer: dpi-text / country_raw_whole_all (distribution)
select creator_country as key, sum(n) as x from creator_countries_all group by creator_country;
-- answer: dpi-text / country_raw_mentions_last_wins (distribution)
select place as key, sum(mentions) as x from places where dataset = 'dpi-text' group by place;
-- answer: dpi-text / country_raw_fractional_last_wins (distribution)
select place as key, sum(w) as x from places where dataset = 'dpi-text' group by place;
-- answer: dpi-text / country_iso_whole_last_wins (distribution)
select iso2 as key, sum(n) as x from countries where dataset = 'dpi-text' and iso2 is not null group by iso2;
-- Asked of the countries: in `regions`, the creators of the "African Continent" count for Africa as well.
-- answer: dpi-text / region_m49_whole (map)
select region as key, count(distinct id) as x
from countries
where dataset = 'dpi-text' and region is not null
group by region;
-- answer: dpi-text / subregion_m49_whole (map)
select subregion as key, sum(n) as x
from subregions
where dataset = 'dpi-text' and subregion is not null
group by subregion;
-- answer: dpi-text / tokens / rows_with_text_metrics (value)
select sum(n) from samples where dataset = 'dpi-text' and tokens is not null;
-- answer: dpi-text / tokens / total_tokens (value)
select sum(tokens_sum) from samples where dataset = 'dpi-text';
-- answer: dpi-text / country_raw_tokens_weighted_mentions (distribution)
select place as key, sum(tokens * mentions) as x
from places
where dataset = 'dpi-text'
group by place
having x > 0;
-- answer: dpi-text / country_raw_tokens_weighted_distinct (distribution)
select place as key, sum(tokens_sum) as x from places where dataset = 'dpi-text' group by place having x > 0;
-- answer: dpi-text / language_tokens_weighted (distribution)
select language as key, sum(tokens_sum) as x
from languages
where dataset = 'dpi-text'
group by language
having x > 0;
-- answer: dpi-text / num_dialogs_total (value)
select sum(num_dialogs_sum) from samples where dataset = 'dpi-text';
-- answer: dpi-text / year_earliest_date (map)
select coalesce(cast(year as integer), 'Unknown') as key, sum(n) as x
from samples
where dataset = 'dpi-text'
group by year;
-- answer: dpi-text / licenses_whole (distribution)
select licence as key, sum(n) as x from licences group by licence;
-- answer: dpi-text / format_whole (map)
select format as key, sum(n) as x from formats group by format;
-- answer: dpi-text / rows_model_generated (value)
select count(distinct id) from generating_models;
-- answer: dpi-text / human_annotation (map)
select coalesce('"' || human_annotation || '"', '[]') as key, sum(n) as x
from samples
where dataset = 'dpi-text'
group by human_annotation;
-- answer: dpi-text / cross_language_group_by_task_group_last_wins (nested)
select language_group, task_group, count(*)
from language_groups
join task_groups using (id)
group by language_group, task_group;
-- answer: dpi-text / stage_by_rule (map)
select stage as key, sum(n) as x from samples where dataset = 'dpi-text' group by stage;
-- answer: dpi-text / stage_by_m49_region_whole (nested)
with
located as (
    select stage, region, count(distinct id) as n
    from countries
    where dataset = 'dpi-text' and region is not null
    group by stage, region
),
unlocated as (
    select stage, '(no country)', count(*)
    from samples
    where dataset = 'dpi-text' and id not in (select id from countries where iso2 is not null)
    group by stage
)
select * from located
union all
select * from unlocated;
-- answer: dpi-text / filters / Languages has Swahili (value)
select sum(n) from languages where dataset = 'dpi-text' and language = 'Swahili';
-- answer: dpi-text / filters / Languages has Swahili and task group Question Answering (value)
select sum(languages.n)
from languages
join task_groups using (id)
where languages.dataset = 'dpi-text' and languages.language = 'Swahili' and task_group = 'Question Answering';
-- answer: dpi-text / filters / country China and not United States of America (value)
select count(*)
from places
where
    dataset = 'dpi-text' and place = 'China'
    and id not in (select id from places where place = 'United States of America');
-- answer: dpi-text / filters / not English and task group Translation (value)
select count(*)
from task_groups
where task_group = 'Translation' and id not in (select id from languages where language = 'English');
-- answer: dpi-text / filters / Collection = "Aya Dataset" (value)
select sum(n) from samples where dataset = 'dpi-text' and source = 'Aya Dataset';
-- answer: dpi-text / filters / year >= 2023 (value)
select sum(n) from samples where dataset = 'dpi-text' and year >= 2023;
-- answer: dpi-text / per_collection_distinct_languages_top (pairs)
select source, count(distinct language)
from languages
where dataset = 'dpi-text'
group by source
order by 2 desc, 1
limit 8;
