-- answer: web-pretrain / c4_sample / rows (value)
select sum(n) from samples where dataset = 'c4-sample';
-- answer: web-pretrain / c4_sample / text_code_points (value)
select sum(length(text)) from samples where dataset = 'c4-sample';
-- answer: web-pretrain / c4_sample / text_utf8_bytes (value)
select sum(length(cast(text as blob))) from samples where dataset = 'c4-sample';
-- answer: web-pretrain / c4_sample / tld (distribution)
select top_level_domain as key, sum(n) as x from samples where dataset = 'c4-sample' group by top_level_domain;
-- answer: web-pretrain / c4_sample / cctld_country (distribution)
select iso2 as key, sum(n) as x from countries where dataset = 'c4-sample' and iso2 is not null group by iso2;
-- answer: web-pretrain / c4_sample / rows_without_country_tld (value)
select count(*) from samples where dataset = 'c4-sample' and id not in (select id from countries where iso2 is not null);
-- answer: web-pretrain / c4_sample / date_year (map)
select cast(year as integer) as key, sum(n) as x from samples where dataset = 'c4-sample' group by year;
-- answer: web-pretrain / c4_sample / distinct_hosts (value)
select count(distinct host) from samples where dataset = 'c4-sample';
-- answer: web-pretrain / url_tokens / rows (value)
select count(distinct host_as_listed) from samples where dataset = 'url-tokens';
-- answer: web-pretrain / url_tokens / tokens_total (map)
select
    case source when 'C4' then 'c4_tokens' when 'RefinedWeb' then 'rf_tokens' else 'dolma_tokens' end as key,
    sum(tokens_sum) as x
from samples
where dataset = 'url-tokens'
group by source;
-- answer: web-pretrain / url_tokens / rows_zero (map)
select
    case source when 'C4' then 'c4_tokens' when 'RefinedWeb' then 'rf_tokens' else 'dolma_tokens' end as key,
    sum(n) as x
from samples
where dataset = 'url-tokens' and tokens = 0
group by source;
-- answer: web-pretrain / url_tokens / rows_by_country (distribution)
select iso2 as key, sum(n) as x
from countries
where dataset = 'url-tokens' and source = 'C4' and iso2 is not null
group by iso2;
-- answer: web-pretrain / url_tokens / tokens_by_country / c4_tokens (distribution)
select iso2 as key, sum(tokens_sum) as x
from countries
where dataset = 'url-tokens' and source = 'C4' and iso2 is not null
group by iso2;
-- answer: web-pretrain / url_tokens / tokens_by_country / dolma_tokens (distribution)
select iso2 as key, sum(tokens_sum) as x
from countries
where dataset = 'url-tokens' and source = 'Dolma' and iso2 is not null
group by iso2;
-- answer: web-pretrain / url_tokens / tokens_by_country_all_three (distribution)
select iso2 as key, sum(tokens_sum) as x from countries where dataset = 'url-tokens' and iso2 is not null group by iso2;
-- answer: web-pretrain / url_tokens / tokens_by_m49_region_all_three (map)
select region as key, sum(tokens_sum) as x from regions where dataset = 'url-tokens' and region is not null group by region;
-- answer: web-pretrain / url_tokens / gini_over_urls_with_tokens (map)
with
hosts as (
    select source, host_as_listed, sum(tokens_sum) as tokens
    from samples
    where dataset = 'url-tokens'
    group by source, host_as_listed
    having tokens > 0
)
select
    case source when 'C4' then 'c4_tokens' when 'RefinedWeb' then 'rf_tokens' else 'dolma_tokens' end as key,
    gini(tokens) as x
from hosts
group by source;
