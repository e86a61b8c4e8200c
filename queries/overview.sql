-- title: Overview of the corpus
-- question: What is in the corpus, and how much of it do the tags describe?
-- note: A value counts as given where the sample has one; resolved where the reference tables know it too.
-- parameter: where (condition on samples) = null: only the samples that meet it
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the interval
-- parameter: min_n (integer from 0 to 1000000000) = 30: samples below which a source is flagged as small
--
-- grain: one row for each dimension of the samples
-- measure: ours
-- column: dimension: what samples are told apart by
-- column: samples (samples): samples that have a value
-- column: part (0 to 1): samples divided by all samples
-- column: missing (samples): samples without a value
-- column: categories (values): distinct values
-- column: effective (values): effective number of values: Hill number of order 1
-- column: largest: the commonest value; of equals the first by name
-- column: largest_n (samples): samples that have it
-- column: unresolved (samples): samples with a value that the reference tables do not know; null where there is no table
-- chart: bar x=dimension y=part
with
tallies as (
    select 1 as number, 'dataset' as dimension, dataset as value, sum(n) as n, sum(n) as w, null as unresolved
    from samples where {where} group by dataset
    union all
    select 2, 'source', source, sum(n), sum(n), null from samples where {where} group by source
    union all
    select 3, 'stage', stage, sum(n), sum(n), null from samples where {where} group by stage
    union all
    select 4, 'culture', culture, sum(n), sum(n), null from samples where {where} group by culture
    union all
    select 5, 'language', coalesce(language_code, language), sum(n), sum(w), sum(w) filter (where language_code is null)
    from languages where {where} group by coalesce(language_code, language)
    union all
    select 6, 'domain', domain, sum(n), sum(w), null from domains where {where} group by domain
    union all
    select 7, 'task', task, sum(n), sum(w), null from tasks where {where} group by task
    union all
    select 8, 'place', place, sum(n), sum(w), sum(w) filter (where continent is null) from places
    where {where} group by place
    union all
    select 9, 'country', country, sum(n), sum(w), null from countries where {where} and country is not null group by country
),
all_samples as (
    select sum(n) as n from samples where {where}
),
ranked as (
    select *, row_number() over (partition by number order by value is null, n desc, value) as rank
    from tallies
)
select
    dimension,
    -- The fractions of a sample's values add up to 1, so their sum counts the samples that have any.
    cast(round(coalesce(sum(w) filter (where value is not null), 0)) as integer) as samples,
    coalesce(sum(w) filter (where value is not null), 0) * 1.0 / nullif(all_samples.n, 0) as part,
    all_samples.n - cast(round(coalesce(sum(w) filter (where value is not null), 0)) as integer) as missing,
    count(value) as categories,
    hill(tallies_n, 1) as effective,
    max(value) filter (where rank = 1) as largest,
    max(n) filter (where rank = 1) as largest_n,
    unresolved
from ranked
cross join all_samples
group by number, dimension
order by number;
