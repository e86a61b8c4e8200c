-- title: Composition of all samples
-- question: Of what languages, countries, domains and tasks do the samples of each stage consist?
-- note: Over all samples, cultural or not, that have a value of the dimension. A sample of several values counts in equal parts for
--   each, so that the shares of a dimension add up to 1. A country is null where a place is in no known one.
-- note: A tag is shown by its commonest spelling; --as-written gives each spelling a row of its own. A language goes by its
--   English name where its own resolves to one.
-- note: The intervals are of each share by itself and count sources, or what --clusters names, as those of report decay do:
--   where interval is fixed, there are too few clusters, or too unequal ones, and they are taken as fixed.
-- replaces: composition
-- parameter: by (column of samples) = stage: one composition for each value of this column
-- parameter: where (condition on samples) = null: only the samples that meet it
-- parameter: weight (measure of samples) = n: counts this measure in place of samples
-- parameter: margins (margins of samples) = null: tables of known totals that the weights are calibrated to
-- parameter: replicate_weights (measures of samples) = null: intervals by these replicates of the weight
-- parameter: replication (replication) = brr: how the replicates were made: brr, fay:0.5 and such, jackknife or bootstrap
-- parameter: clusters (column of samples) = source: intervals count clusters of samples by this column; none for samples
--   drawn one by one
-- parameter: min_n (integer from 0 to 1000000000) = 30: effective samples below which a share is flagged as small
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
-- parameter: as_written (spellings of domains.domain+tasks.task) = 0: 1 where spellings of a tag are values of their own; else those that differ
--   only in case, blanks, hyphens and underscores are one
--
-- caption: Composition of all samples
-- grain: one row for each value of --by, dimension and value, the commonest first
-- key: by, dimension, value
-- measure: ours
-- empty: no sample has a language, a country, a domain or a task
-- column: by: value of the column that --by names, by default stages; null where the samples have none
-- column: dimension: language, country, domain or task
-- column: value: the language, country, domain or task
-- column: n (samples): samples with this value, each in equal parts for its values
-- column: total (samples): samples of this value of --by that have a value of the dimension
-- column: share (0 to 1): n / total
-- column: share_low (0 to 1): lower end of the interval of share
-- column: share_high (0 to 1): upper end of the interval of share
-- column: clusters (clusters): sources, or values of the column that --clusters names; null with none
-- column: deff (1 = as independent samples): design effect: variance of share over clusters, as a multiple of that of
--   as many independent samples; null for one cluster
-- column: interval (clusters, fixed, samples or replicates): what the interval covers; fixed: the clusters are taken as fixed;
--   replicates: what replicate weights stand for
-- column: small: 1 where the effective number of samples in total is below min_n, else 0
-- print: by, dimension, value, n, share
-- rows: 10 first each by, dimension
-- label: share = share of the samples
-- label: value = language, country, domain or task
-- label: small = fewer than min_n effective samples
-- chart: bar x=value y=share low=share_low high=share_high colour=by facet=dimension named=value
with
tallies as (
    select
        'language' as dimension,
        1 as dimension_number,
        {by} as part,
        {clusters} as cluster,
        coalesce(language_name, language) as value,
        sum({weight_fractional}) as n
    from languages
    where {where}
    group by 3, 4, 5
    union all
    select 'country', 2, {by}, {clusters}, country, sum({weight_fractional})
    from countries
    where {where}
    group by 3, 4, 5
    union all
    select 'domain', 3, {by}, {clusters}, {domain}, sum({weight_fractional})
    from domains
    where {where}
    group by 3, 4, 5
    union all
    select 'task', 4, {by}, {clusters}, {task}, sum({weight_fractional})
    from tasks
    where {where}
    group by 3, 4, 5
),
sizes as (
    -- The fractions of a sample's values add up to 1, so their sum counts the samples that have any.
    select dimension, dimension_number, part, cluster,
        iif($weight is null and $margins is null, cast(round(sum(n)) as integer), sum(n)) as n
    from tallies
    group by dimension_number, dimension, part, cluster
),
squares as (
    select 1 as dimension_number, {by} as part, {clusters} as cluster, sum(w) as squares
    from languages
    where $weight is null and $margins is null and {where}
    group by 2, 3
    union all
    select 1, {by}, {clusters}, sum({weight_square} * w / n)
    from languages
    where ($weight is not null or $margins is not null) and {where}
    group by 2, 3
    union all
    select 2, {by}, {clusters}, sum(w)
    from countries
    where $weight is null and $margins is null and {where}
    group by 2, 3
    union all
    select 2, {by}, {clusters}, sum({weight_square} * w / n)
    from countries
    where ($weight is not null or $margins is not null) and {where}
    group by 2, 3
    union all
    select 3, {by}, {clusters}, sum(w)
    from domains
    where $weight is null and $margins is null and {where}
    group by 2, 3
    union all
    select 3, {by}, {clusters}, sum({weight_square} * w / n)
    from domains
    where ($weight is not null or $margins is not null) and {where}
    group by 2, 3
    union all
    select 4, {by}, {clusters}, sum(w)
    from tasks
    where $weight is null and $margins is null and {where}
    group by 2, 3
    union all
    select 4, {by}, {clusters}, sum({weight_square} * w / n)
    from tasks
    where ($weight is not null or $margins is not null) and {where}
    group by 2, 3
),
clusters as (
    select sizes.*, squares
    from sizes
    join squares
        on squares.dimension_number = sizes.dimension_number
        and squares.part is sizes.part
        and squares.cluster is sizes.cluster
),
present_values as (
    select distinct dimension_number, part, value
    from tallies
),
shares as (
    -- Each value with all clusters of its part, also those that do not have it.
    select
        clusters.dimension,
        clusters.dimension_number,
        present_values.part,
        present_values.value,
        coalesce(sum(tallies.n), 0) as n,
        sum(clusters.n) as total,
        coalesce(sum(tallies.n), 0) * 1.0 / nullif(sum(clusters.n), 0) as share,
        sum(clusters.n) * 1.0 * sum(clusters.n) / nullif(sum(squares), 0) as effective_n,
        -- Sums of fractions may differ in their last digit.
        clustered_share(min(coalesce(tallies.n, 0), clusters.n), clusters.n, squares, $level) as interval
    from present_values
    join clusters
        on clusters.dimension_number = present_values.dimension_number and clusters.part is present_values.part
    left join tallies
        on tallies.dimension_number = present_values.dimension_number
        and tallies.part is present_values.part
        and tallies.value is present_values.value
        and tallies.cluster is clusters.cluster
    group by clusters.dimension_number, clusters.dimension, present_values.part, present_values.value
)
select
    part as "by",
    dimension,
    value,
    n,
    total,
    share,
    interval ->> 'low' as share_low,
    interval ->> 'high' as share_high,
    iif($clusters is null, null, interval ->> 'clusters') as clusters,
    iif($clusters is null, null, interval ->> 'deff') as deff,
    case
        when $replicate_weights is not null then 'replicates'
        when $clusters is not null then interval ->> 'interval'
        when interval is not null then 'samples'
    end as interval,
    coalesce(effective_n, 0) < $min_n as small
from shares
left join stage_order on stage_order.stage = shares.part
order by part is null, position is null, position, part, dimension_number, n desc, value is null, value;
