-- title: Shares of languages, countries, domains and tasks along the pipeline, of all samples
-- question: How does the share of each language, country, domain and task among all samples change from stage to stage?
-- note: The share is among all samples, cultural or not, that have a value of the dimension: a sample of several values counts in
--   each. A country is null where a place is in no known one.
-- note: A tag is shown by its commonest spelling; --as-written gives each spelling a row of its own. A language goes by its
--   English name where its own resolves to one.
-- note: Intervals count sources, or what --clusters names, as those of report decay do: where interval is fixed, there are too few
--   clusters, or too unequal ones, and they are taken as fixed.
-- note: Stages come in the order of table stage_order, then by name; ratios leave out samples without a stage.
-- needs: samples.stage
-- replaces: decay
-- parameter: by (column of samples) = null: one such table for each value of this column
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
-- caption: Shares of languages, countries, domains and tasks among all samples by stage of the pipeline
-- grain: one row for each value of --by, dimension, value and stage: the commonest value first, stages in the order of the pipeline
-- key: by, dimension, value, stage
-- measure: ours
-- empty: no sample has a language, a country, a domain or a task
-- column: by: value of the column that --by names; null without one
-- column: dimension: language, country, domain or task
-- column: value: the language, country, domain or task
-- column: stage: stage of the pipeline; null where the source has none
-- column: k (samples): samples with this value
-- column: n (samples): samples of the stage that have a value of the dimension
-- column: share (0 to 1): k / n
-- column: share_low (0 to 1): lower end of the interval of share
-- column: share_high (0 to 1): upper end of the interval of share
-- column: ratio_previous (1 = the same): share divided by that of the stage before
-- column: ratio_first (1 = the same): share divided by that of the first stage; 1 for the first
-- column: ratio_first_low (1 = the same): lower end of the interval of ratio_first; clusters in both stages are pairs
-- column: ratio_first_high (1 = the same): upper end of the interval of ratio_first
-- column: clusters (clusters): sources, or values of the column that --clusters names, in n; null with none
-- column: deff (1 = as independent samples): design effect: variance of share over clusters, as a multiple of that of
--   as many independent samples; null for one cluster
-- column: interval (clusters, fixed, samples or replicates): what the interval covers; fixed: the clusters are taken as fixed;
--   replicates: what replicate weights stand for
-- column: small: 1 where the effective number of samples in n is below min_n, else 0
-- print: by, dimension, value, stage, k, n, share, ratio_first
-- rows: 20 first each by, dimension
-- label: share = share of the samples
-- label: value = language, country, domain or task
-- label: small = fewer than min_n effective samples
-- chart: line x=stage y=share low=share_low high=share_high colour=value facet=dimension named=value
with
tallies as (
    select 'language' as dimension, 1 as dimension_number, {by} as part, stage, {clusters} as cluster,
        coalesce(language_name, language) as value, sum({weight}) as k, sum({weight_fractional}) as n
    from languages
    where {where}
    group by 3, 4, 5, 6
    union all
    select 'country', 2, {by}, stage, {clusters},
        country, sum({weight}), sum({weight_fractional})
    from countries
    where {where}
    group by 3, 4, 5, 6
    union all
    select 'domain', 3, {by}, stage, {clusters},
        {domain}, sum({weight}), sum({weight_fractional})
    from domains
    where {where}
    group by 3, 4, 5, 6
    union all
    select 'task', 4, {by}, stage, {clusters},
        {task}, sum({weight}), sum({weight_fractional})
    from tasks
    where {where}
    group by 3, 4, 5, 6
),
sizes as (
    -- The fractions of a sample's values add up to 1, so their sum counts the samples that have any.
    select dimension, dimension_number, part, stage, cluster,
        iif($weight is null and $margins is null, cast(round(sum(n)) as integer), sum(n)) as n
    from tallies
    group by dimension_number, dimension, part, stage, cluster
),
squares as (
    select 1 as dimension_number, {by} as part, stage, {clusters} as cluster, sum(w) as squares
    from languages
    where $weight is null and $margins is null and {where}
    group by 2, 3, 4
    union all
    select 1, {by}, stage, {clusters}, sum({weight_square} * w / n)
    from languages
    where ($weight is not null or $margins is not null) and {where}
    group by 2, 3, 4
    union all
    select 2, {by}, stage, {clusters}, sum(w)
    from countries
    where $weight is null and $margins is null and {where}
    group by 2, 3, 4
    union all
    select 2, {by}, stage, {clusters}, sum({weight_square} * w / n)
    from countries
    where ($weight is not null or $margins is not null) and {where}
    group by 2, 3, 4
    union all
    select 3, {by}, stage, {clusters}, sum(w)
    from domains
    where $weight is null and $margins is null and {where}
    group by 2, 3, 4
    union all
    select 3, {by}, stage, {clusters}, sum({weight_square} * w / n)
    from domains
    where ($weight is not null or $margins is not null) and {where}
    group by 2, 3, 4
    union all
    select 4, {by}, stage, {clusters}, sum(w)
    from tasks
    where $weight is null and $margins is null and {where}
    group by 2, 3, 4
    union all
    select 4, {by}, stage, {clusters}, sum({weight_square} * w / n)
    from tasks
    where ($weight is not null or $margins is not null) and {where}
    group by 2, 3, 4
),
clusters as (
    select sizes.*, squares
    from sizes
    join squares
        on squares.dimension_number = sizes.dimension_number
        and squares.part is sizes.part
        and squares.stage is sizes.stage
        and squares.cluster is sizes.cluster
),
occurring as (
    select dimension_number, part, value, sum(k) as amount
    from tallies
    group by dimension_number, part, value
),
cells as (
    -- Each value with all stages and clusters of its part, also those that do not have it.
    select
        clusters.dimension,
        clusters.dimension_number,
        clusters.part,
        occurring.value,
        amount,
        clusters.stage,
        clusters.cluster,
        -- Sums of fractions may differ in their last digit.
        min(coalesce(k, 0), clusters.n) as k,
        clusters.n,
        squares
    from occurring
    join clusters on clusters.dimension_number = occurring.dimension_number and clusters.part is occurring.part
    left join tallies
        on tallies.dimension_number = occurring.dimension_number
        and tallies.part is occurring.part
        and tallies.value is occurring.value
        and tallies.stage is clusters.stage
        and tallies.cluster is clusters.cluster
),
shares as (
    select
        dimension,
        dimension_number,
        part,
        value,
        amount,
        cells.stage,
        sum(k) as k,
        sum(n) as n,
        sum(k) * 1.0 / nullif(sum(n), 0) as share,
        coalesce(sum(n) * 1.0 * sum(n) / nullif(sum(squares), 0), 0) as effective_n,
        clustered_share(k, n, squares, $level) as interval,
        row_number() over (
            partition by dimension_number, part, value
            order by cells.stage is null, position is null, position, cells.stage
        ) as stage_number
    from cells
    left join stage_order on stage_order.stage = cells.stage
    group by dimension_number, dimension, part, value, amount, cells.stage
),
compared as (
    select
        *,
        -- Without a stage there is nothing to compare with.
        iif(stage is null, null, share) as staged_share,
        lag(share) over pipeline as previous_share,
        first_value(stage) over pipeline as first_stage,
        first_value(share) over pipeline as first_share
    from shares
    window pipeline as (partition by dimension_number, part, value order by stage_number)
),
contrasts as (
    select
        dimension_number,
        part,
        value,
        later_stage,
        clustered_contrast(k1, n1, squares1, k2, n2, squares2, $level) as contrast
    from (
        -- A row for each stage after the first and cluster: its tallies in the first stage and in this one.
        select
            compared.dimension_number,
            compared.part,
            compared.value,
            compared.stage as later_stage,
            sum(iif(cells.stage = first_stage, cells.k, 0)) as k1,
            sum(iif(cells.stage = first_stage, cells.n, 0)) as n1,
            sum(iif(cells.stage = first_stage, cells.squares, 0)) as squares1,
            sum(iif(cells.stage = compared.stage, cells.k, 0)) as k2,
            sum(iif(cells.stage = compared.stage, cells.n, 0)) as n2,
            sum(iif(cells.stage = compared.stage, cells.squares, 0)) as squares2
        from compared
        join cells
            on cells.dimension_number = compared.dimension_number
            and cells.part is compared.part
            and cells.value is compared.value
            and cells.stage in (first_stage, compared.stage)
        where compared.stage <> first_stage
        group by compared.dimension_number, compared.part, compared.value, compared.stage, cells.cluster
    )
    group by dimension_number, part, value, later_stage
)
select
    compared.part as "by",
    dimension,
    compared.value,
    compared.stage,
    k,
    n,
    share,
    interval ->> 'low' as share_low,
    interval ->> 'high' as share_high,
    staged_share / nullif(previous_share, 0) as ratio_previous,
    staged_share / nullif(first_share, 0) as ratio_first,
    contrast ->> 'ratio_low' as ratio_first_low,
    contrast ->> 'ratio_high' as ratio_first_high,
    iif($clusters is null, null, interval ->> 'clusters') as clusters,
    iif($clusters is null, null, interval ->> 'deff') as deff,
    case
        when $replicate_weights is not null then 'replicates'
        when $clusters is not null then interval ->> 'interval'
        when interval is not null then 'samples'
    end as interval,
    effective_n < $min_n as small
from compared
left join contrasts
    on contrasts.dimension_number = compared.dimension_number
    and contrasts.part is compared.part
    and contrasts.value is compared.value
    and contrasts.later_stage = compared.stage
order by
    compared.part is null, compared.part, compared.dimension_number, amount desc, compared.value is null,
    compared.value, stage_number;

-- table: divergence
-- caption: Divergence of all samples of each stage from those of the first
-- grain: one row for each stage after the first and dimension: how far its samples are from those of the first stage
-- key: stage, dimension
-- measure: ours
-- empty: there is only one stage
-- column: stage: stage of the pipeline
-- column: dimension: source, language, country, domain or task
-- column: categories (categories): values that occur in either stage
-- column: n (samples): samples of the stage with a value; for lists each sample in each of its values
-- column: n_first (samples): the same of the first stage
-- column: jensen_shannon (0 to 1): Jensen-Shannon divergence of the two distributions, in bits: 0 equal, 1 disjoint
-- column: total_variation (0 to 1): half the sum of the absolute differences of the shares
-- column: hellinger (0 to 1): Hellinger distance of the two distributions
-- column: small: 1 where n or n_first is below min_n, else 0
-- print: stage, dimension, n, jensen_shannon, total_variation, hellinger
-- label: jensen_shannon = Jensen-Shannon divergence
-- label: small = fewer than min_n samples in the stage or in the first
-- chart: bar x=stage y=jensen_shannon colour=dimension
with
tallies as (
    select 'source' as dimension, 1 as dimension_number, stage, source as value, sum({weight}) as amount
    from samples
    where source is not null and stage is not null and {where}
    group by 3, 4
    union all
    select 'language', 2, stage, coalesce(language_code, language), sum({weight})
    from languages
    where stage is not null and {where}
    group by stage, coalesce(language_code, language)
    union all
    select 'domain', 3, stage, {domain}, sum({weight})
    from domains
    where stage is not null and {where}
    group by 3, 4
    union all
    select 'task', 4, stage, {task}, sum({weight})
    from tasks
    where stage is not null and {where}
    group by 3, 4
    union all
    select 'country', 5, stage, country, sum({weight})
    from countries
    where country is not null and stage is not null and {where}
    group by stage, country
),
stage_numbers as (
    select
        occurring.stage,
        row_number() over (order by position is null, position, occurring.stage) as stage_number
    from (select distinct stage from tallies) as occurring
    left join stage_order on stage_order.stage = occurring.stage
),
first_stage as (
    select tallies.*
    from tallies
    join stage_numbers using (stage)
    where stage_number = 1
),
cells as (
    select tallies.dimension, tallies.dimension_number, stage_number, tallies.stage, tallies.value, tallies.amount,
        coalesce(first_stage.amount, 0) as first_amount
    from tallies
    join stage_numbers on stage_numbers.stage = tallies.stage and stage_number > 1
    left join first_stage
        on first_stage.dimension_number = tallies.dimension_number and first_stage.value = tallies.value
    union all
    -- Values of the first stage that a later stage does not have.
    select first_stage.dimension, first_stage.dimension_number, stage_number, stage_numbers.stage, first_stage.value, 0,
        first_stage.amount
    from first_stage
    join stage_numbers on stage_number > 1
    where not exists (
        select 1
        from tallies
        where tallies.dimension_number = first_stage.dimension_number and tallies.stage = stage_numbers.stage
            and tallies.value = first_stage.value
    )
)
select
    stage,
    dimension,
    count(*) as categories,
    sum(amount) as n,
    sum(first_amount) as n_first,
    jsd(amount, first_amount) / ln(2) as jensen_shannon,
    total_variation(amount, first_amount) as total_variation,
    hellinger(amount, first_amount) as hellinger,
    min(sum(amount), sum(first_amount)) < $min_n as small
from cells
group by stage_number, stage, dimension_number, dimension
having sum(amount) > 0 and sum(first_amount) > 0
order by stage_number, dimension_number;
