-- title: Composition of the cultural samples
-- question: Of what kinds of culture do the cultural samples of each stage consist?
-- note: A tag is shown by its commonest spelling; --as-written gives each spelling a row of its own.
-- note: The intervals are of each share by itself and count sources, or what --clusters names, as those of report decay do:
--   where interval is fixed, there are too few clusters, or too unequal ones, and they are taken as fixed.
-- needs: samples.culture
-- corrected: culture
-- parameter: by (column of samples) = stage: one composition for each value of this column
-- parameter: where (condition on samples) = null: only the samples that meet it
-- parameter: weight (measure of samples) = n: counts this measure in place of samples
-- parameter: margins (margins of samples) = null: tables of known totals that the weights are calibrated to
-- parameter: replicate_weights (measures of samples) = null: intervals by these replicates of the weight
-- parameter: replication (replication) = brr: how the replicates were made: brr, fay:0.5 and such, jackknife or bootstrap
-- parameter: clusters (column of samples) = source: intervals count clusters of samples by this column; none for samples
--   drawn one by one
-- parameter: min_n (integer from 0 to 1000000000) = 30: cultural samples below which a composition is flagged as small
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
-- parameter: as_written (spellings of samples.culture) = 0: 1 where spellings of a tag are values of their own; else those that differ
--   only in case, blanks, hyphens and underscores are one
--
-- caption: Culture tags of the cultural samples
-- grain: one row for each value of --by and culture tag of its cultural samples, the commonest first
-- key: by, culture
-- measure: ours
-- empty: no sample is cultural
-- column: by: value of the column that --by names, by default stages; null where the samples have none
-- column: culture: culture tag
-- column: n (samples; paper): cultural samples with this tag
-- column: total (samples; paper): cultural samples of this value of --by
-- column: share (0 to 1; paper): n / total
-- column: share_low (0 to 1): lower end of the interval of share
-- column: share_high (0 to 1): upper end of the interval of share
-- column: clusters (clusters): sources, or values of the column that --clusters names, of this value of --by; null with none
-- column: deff (1 = as independent samples): design effect: variance of share over clusters, as a multiple of that of
--   as many independent samples; null for one cluster
-- column: interval (clusters, fixed, samples or replicates): what the interval covers; fixed: the clusters are taken as fixed;
--   replicates: what replicate weights stand for
-- column: small: 1 where the effective number of cultural samples is below min_n, else 0
-- print: by, culture, n, share
-- label: share = share of the cultural samples
-- label: culture = culture tag
-- label: small = fewer than min_n effective cultural samples
-- chart: stack x=by y=share colour=culture
with
tallies as (
    select
        {by} as part,
        {clusters} as cluster,
        {culture} as culture,
        sum({weight}) as n,
        sum({weight_square}) as squares
    from samples
    where cultural and {where}
    group by 1, 2, 3
),
clusters as (
    select part, cluster, sum(n) as n, sum(squares) as squares
    from tallies
    group by part, cluster
),
tags as (
    select distinct part, culture
    from tallies
),
cells as (
    -- Each tag with all clusters of its part, also those that do not have it.
    select tags.part, tags.culture, coalesce(tallies.n, 0) as k, clusters.n, clusters.squares
    from tags
    join clusters on clusters.part is tags.part
    left join tallies
        on tallies.part is tags.part and tallies.culture = tags.culture and tallies.cluster is clusters.cluster
),
shares as (
    select
        part,
        culture,
        sum(k) as n,
        sum(n) as total,
        sum(k) * 1.0 / nullif(sum(n), 0) as share,
        sum(n) * 1.0 * sum(n) / nullif(sum(squares), 0) as effective_n,
        clustered_share(k, n, squares, $level) as interval
    from cells
    group by part, culture
)
select
    part as "by",
    culture,
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
order by part is null, position is null, position, part, n desc, culture;
