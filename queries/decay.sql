-- title: Cultural share along the pipeline
-- question: How does the share of cultural samples change from stage to stage, and which sources make it?
-- note: The share is among samples that have a culture tag; the others are counted as untagged and left out of n.
-- note: Samples of a source are alike, so the intervals count sources (or what --clusters names): where interval is clusters,
--   they cover what other sources would have given, on the logit scale with the variance CR2 over sources and Student's t.
-- note: Where a stage has too few sources, or too unequal ones, interval is fixed: the sources are taken as fixed, and the
--   interval, Wilson's for a stratified sample, tells only what other samples of the same sources would have given.
-- note: With --clusters none interval is samples: Wilson's, at Kish's effective number of samples where they are weighted.
-- note: Stages come in the order of table stage_order, then by name; ratios and the trend leave out samples without a stage.
-- needs: samples.culture+stage
-- corrected: culture
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
-- parameter: as_written (spellings of samples.culture+domains.domain+tasks.task) = 0: 1 where spellings of a tag are values of their own; else those that differ
--   only in case, blanks, hyphens and underscores are one
--
-- caption: Cultural share of the samples by stage of the pipeline
-- grain: one row for each value of --by and stage, in the order of the pipeline
-- key: by, stage
-- measure: ours
-- column: by: value of the column that --by names; null without one
-- column: stage: stage of the pipeline; null where the source has none
-- column: k (samples; paper): cultural samples
-- column: n (samples; paper): samples with a culture tag
-- column: share (0 to 1; paper): k / n
-- column: share_low (0 to 1): lower end of the interval of share
-- column: share_high (0 to 1): upper end of the interval of share
-- column: ratio_previous (1 = the same): share divided by that of the stage before
-- column: ratio_first (1 = the same): share divided by that of the first stage; 1 for the first
-- column: ratio_first_low (1 = the same): lower end of the interval of ratio_first; clusters in both stages are pairs
-- column: ratio_first_high (1 = the same): upper end of the interval of ratio_first
-- column: clusters (clusters): sources, or values of the column that --clusters names, in n; null with none
-- column: deff (1 = as independent samples): design effect: variance of share over clusters, as a multiple of that of
--   effective_n independent samples; null for one cluster
-- column: interval (clusters, fixed, samples or replicates): what the interval covers; fixed: the clusters are taken as fixed;
--   replicates: what replicate weights stand for
-- column: effective_n (samples): (sum of weights)² / sum of squared weights of the samples in n; n without weights
-- column: untagged (samples): samples without a culture tag, not in n
-- column: small: 1 where effective_n is below min_n, else 0
-- print: by, stage, k, n, share, ratio_first
-- label: share = cultural share
-- label: small = fewer than min_n effective samples
-- chart: line x=stage y=share low=share_low high=share_high colour=by
with
tallies as (
    select
        {by} as part,
        stage,
        {clusters} as cluster,
        cultural,
        sum({weight}) as amount,
        sum({weight_square}) as squares
    from samples
    where {where}
    group by 1, 2, 3, 4
),
cells as (
    select
        part,
        stage,
        cluster,
        coalesce(sum(amount) filter (where cultural), 0) as k,
        coalesce(sum(amount) filter (where cultural is not null), 0) as n,
        coalesce(sum(squares) filter (where cultural is not null), 0) as squares,
        coalesce(sum(amount) filter (where cultural is null), 0) as untagged
    from tallies
    group by part, stage, cluster
),
stages as (
    select
        part,
        stage,
        sum(k) as k,
        sum(n) as n,
        sum(squares) as squares,
        sum(untagged) as untagged,
        clustered_share(k, n, squares, $level) as interval
    from cells
    group by part, stage
),
shares as (
    select
        stages.*,
        k * 1.0 / nullif(n, 0) as share,
        coalesce(n * 1.0 * n / nullif(squares, 0), 0) as effective_n,
        row_number() over (
            partition by part
            order by stages.stage is null, position is null, position, stages.stage
        ) as stage_number
    from stages
    left join stage_order on stage_order.stage = stages.stage
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
    window pipeline as (partition by part order by stage_number)
),
cluster_pairs as (
    -- A row for each stage after the first and cluster: its tallies in the first stage and in this one.
    select
        compared.part,
        compared.stage,
        sum(iif(cells.stage = first_stage, cells.k, 0)) as k1,
        sum(iif(cells.stage = first_stage, cells.n, 0)) as n1,
        sum(iif(cells.stage = first_stage, cells.squares, 0)) as squares1,
        sum(iif(cells.stage = compared.stage, cells.k, 0)) as k2,
        sum(iif(cells.stage = compared.stage, cells.n, 0)) as n2,
        sum(iif(cells.stage = compared.stage, cells.squares, 0)) as squares2
    from compared
    join cells on cells.part is compared.part and cells.stage in (first_stage, compared.stage)
    where compared.stage <> first_stage
    group by compared.part, compared.stage, cells.cluster
),
contrasts as (
    select part, stage, clustered_contrast(k1, n1, squares1, k2, n2, squares2, $level) as contrast
    from cluster_pairs
    group by part, stage
)
select
    compared.part as "by",
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
    effective_n,
    untagged,
    effective_n < $min_n as small
from compared
left join contrasts on contrasts.part is compared.part and contrasts.stage = compared.stage
order by compared.part is null, compared.part, stage_number;

-- table: source
-- caption: Cultural share of the samples by stage and source
-- grain: one row for each stage and source, stages in the order of the pipeline, sources from the largest
-- key: by, stage, source
-- measure: ours
-- column: by: value of the column that --by names; null without one
-- column: stage: stage of the pipeline; null where the source has none
-- column: source: where the samples come from
-- column: k (samples; paper): cultural samples
-- column: n (samples; paper): samples with a culture tag
-- column: share (0 to 1; paper): k / n
-- column: share_low (0 to 1): lower end of the interval of share; a source is one cluster and so fixed
-- column: share_high (0 to 1): upper end of the interval of share
-- column: clusters (clusters): sources, or values of the column that --clusters names, in n; null with none
-- column: deff (1 = as independent samples): design effect: variance of share over clusters, as a multiple of that of
--   effective_n independent samples; null for one cluster
-- column: interval (clusters, fixed, samples or replicates): what the interval covers; fixed: the clusters are taken as fixed;
--   replicates: what replicate weights stand for
-- column: effective_n (samples): (sum of weights)² / sum of squared weights of the samples in n; n without weights
-- column: untagged (samples): samples without a culture tag, not in n
-- column: small: 1 where effective_n is below min_n, else 0
-- print: by, stage, source, k, n, share
-- label: share = cultural share
-- label: small = fewer than min_n effective samples
-- chart: bar x=source y=share low=share_low high=share_high colour=stage
with
tallies as (
    select
        {by} as part,
        stage,
        source,
        {clusters} as cluster,
        cultural,
        sum({weight}) as amount,
        sum({weight_square}) as squares
    from samples
    where {where}
    group by 1, 2, 3, 4, 5
),
cells as (
    select
        part,
        stage,
        source,
        cluster,
        coalesce(sum(amount) filter (where cultural), 0) as k,
        coalesce(sum(amount) filter (where cultural is not null), 0) as n,
        coalesce(sum(squares) filter (where cultural is not null), 0) as squares,
        coalesce(sum(amount) filter (where cultural is null), 0) as untagged
    from tallies
    group by part, stage, source, cluster
),
shares as (
    select
        part,
        stage,
        source,
        sum(k) as k,
        sum(n) as n,
        sum(k) * 1.0 / nullif(sum(n), 0) as share,
        coalesce(sum(n) * 1.0 * sum(n) / nullif(sum(squares), 0), 0) as effective_n,
        sum(untagged) as untagged,
        clustered_share(k, n, squares, $level) as interval
    from cells
    group by part, stage, source
)
select
    part as "by",
    shares.stage,
    source,
    k,
    n,
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
    effective_n,
    untagged,
    effective_n < $min_n as small
from shares
left join stage_order on stage_order.stage = shares.stage
order by
    part is null, part, shares.stage is null, position is null, position, shares.stage, n desc, source is null, source;

-- table: contrasts
-- caption: Cultural share of each stage against the first stage and the one before
-- grain: one row for each stage after the first and stage that it is compared with: the first and the one before
-- key: by, stage, base
-- measure: ours
-- empty: there is only one stage with tagged samples
-- column: by: value of the column that --by names; null without one
-- column: stage: stage of the pipeline
-- column: base: what it is compared with: first or previous; the second stage has only first
-- column: base_stage: that stage
-- column: base_share (0 to 1; paper): cultural share of base_stage
-- column: share (0 to 1; paper): cultural share of the stage
-- column: difference (-1 to 1): share - base_share
-- column: difference_low (-1 to 1): lower end of its interval
-- column: difference_high (-1 to 1): upper end of its interval
-- column: ratio (1 = the same): share / base_share
-- column: ratio_low (1 = the same): lower end of its interval
-- column: ratio_high (1 = the same): upper end of its interval
-- column: p (0 to 1): two-sided p-value of no difference
-- column: p_holm (0 to 1): p adjusted for the rows of this table by Holm's method
-- column: clusters (clusters): sources, or values of the column that --clusters names, of both stages; null with none
-- column: pairs (clusters): those that are in both stages
-- column: df (degrees of freedom): Satterthwaite's degrees of freedom of difference; null unless interval is clusters
-- column: interval (clusters, fixed or samples): what the intervals cover; fixed: the clusters are taken as fixed
-- column: small: 1 where the effective samples of one of the stages are below min_n, else 0
-- print: by, stage, base_stage, base_share, share, difference, p_holm
-- label: difference = difference of the cultural share
-- label: base = compared with stage
-- label: small = fewer than min_n effective samples in one of the stages
-- chart: bar x=stage y=difference low=difference_low high=difference_high colour=base
with
tallies as (
    select
        {by} as part,
        stage,
        {clusters} as cluster,
        cultural,
        sum({weight}) as amount,
        sum({weight_square}) as squares
    from samples
    where cultural is not null and stage is not null and {where}
    group by 1, 2, 3, 4
),
cells as (
    select part, stage, cluster, coalesce(sum(amount) filter (where cultural), 0) as k, sum(amount) as n,
        sum(squares) as squares
    from tallies
    group by part, stage, cluster
    having sum(amount) > 0
),
stages as (
    select
        part,
        occurring.stage,
        share,
        effective_n,
        row_number() over (partition by part order by position is null, position, occurring.stage) as stage_number
    from (
        select part, stage, sum(k) * 1.0 / sum(n) as share, sum(n) * 1.0 * sum(n) / sum(squares) as effective_n
        from cells
        group by part, stage
    ) as occurring
    left join stage_order on stage_order.stage = occurring.stage
),
pairs as (
    select later.*, base.stage as base_stage, base.share as base_share, base.effective_n as base_effective_n,
        iif(base.stage_number = 1, 'first', 'previous') as base
    from stages as later
    join stages as base
        on base.part is later.part and base.stage_number < later.stage_number
            and base.stage_number in (1, later.stage_number - 1)
),
cluster_pairs as (
    select
        pairs.part,
        pairs.stage,
        base_stage,
        sum(iif(cells.stage = base_stage, cells.k, 0)) as k1,
        sum(iif(cells.stage = base_stage, cells.n, 0)) as n1,
        sum(iif(cells.stage = base_stage, cells.squares, 0)) as squares1,
        sum(iif(cells.stage = pairs.stage, cells.k, 0)) as k2,
        sum(iif(cells.stage = pairs.stage, cells.n, 0)) as n2,
        sum(iif(cells.stage = pairs.stage, cells.squares, 0)) as squares2
    from pairs
    join cells on cells.part is pairs.part and cells.stage in (base_stage, pairs.stage)
    group by pairs.part, pairs.stage, base_stage, cells.cluster
),
contrasts as (
    select part, stage, base_stage, clustered_contrast(k1, n1, squares1, k2, n2, squares2, $level) as contrast
    from cluster_pairs
    group by part, stage, base_stage
),
ranked as (
    select
        pairs.*,
        contrast,
        contrast ->> 'p' as p,
        row_number() over (order by contrast ->> 'p' is null, contrast ->> 'p') as p_rank,
        count(contrast ->> 'p') over () as tests
    from pairs
    join contrasts
        on contrasts.part is pairs.part and contrasts.stage = pairs.stage and contrasts.base_stage = pairs.base_stage
)
select
    part as "by",
    stage,
    base,
    base_stage,
    base_share,
    share,
    contrast ->> 'difference' as difference,
    contrast ->> 'difference_low' as difference_low,
    contrast ->> 'difference_high' as difference_high,
    contrast ->> 'ratio' as ratio,
    contrast ->> 'ratio_low' as ratio_low,
    contrast ->> 'ratio_high' as ratio_high,
    p,
    iif(p is null, null, min(1.0, max(p * (tests - p_rank + 1)) over (order by p))) as p_holm,
    iif($clusters is null, null, contrast ->> 'clusters') as clusters,
    iif($clusters is null, null, contrast ->> 'pairs') as pairs,
    contrast ->> 'df' as df,
    iif($clusters is null, 'samples', contrast ->> 'interval') as interval,
    min(effective_n, base_effective_n) < $min_n as small
from ranked
order by part is null, part, stage_number, base;

-- table: trend
-- caption: Trend of the cultural share along the pipeline
-- grain: one row for each value of --by: the course of the share over all stages
-- key: by
-- measure: ours
-- column: by: value of the column that --by names; null without one
-- column: stages (stages): stages with tagged samples; the score of a stage is its number in their order, from 0
-- column: n (samples): samples with a culture tag and a stage
-- column: trend_z (standard deviations): Cochran-Armitage statistic, below 0 where the share falls along the pipeline; over
--   clusters divided by the root of how much more than chance they differ
-- column: trend_p (0 to 1): its two-sided p-value; over clusters by Student's t where they differ by more than chance
-- column: trend_p_holm (0 to 1): trend_p adjusted for the rows of this table by Holm's method
-- column: decay_rate (per stage): rate r of share = a · exp(-r · stage), by maximum likelihood; below 0 where it grows
-- column: decay_rate_low (per stage): lower end of its interval (profile of the quasi-likelihood)
-- column: decay_rate_high (per stage): upper end of its interval
-- column: deviance (chi-square): of the clusters of all stages (of the stages with --clusters none) from the curve
-- column: df (degrees of freedom): their number less 2
-- column: dispersion (1 = chance alone): Pearson's X² / df; where above 1 it widens the interval; null without df
-- column: fit_p (0 to 1): p-value of the stages' deviance from the curve; null for two stages. Below 0.05 the curve is refused
-- column: half_life (stages): stages in which the fitted share halves: ln 2 / decay_rate; null where it does not fall, and
--   where the curve is refused
-- column: half_life_low (stages): lower end of its interval
-- column: half_life_high (stages): upper end of its interval; null where it may never halve
-- print: by, stages, n, trend_z, trend_p, decay_rate, half_life
-- label: decay_rate = rate of decay
-- chart: bar x=by y=decay_rate low=decay_rate_low high=decay_rate_high
with
tallies as (
    select
        {by} as part,
        stage,
        {clusters} as cluster,
        cultural,
        sum({weight}) as amount,
        sum({weight_square}) as squares
    from samples
    where cultural is not null and stage is not null and {where}
    group by 1, 2, 3, 4
),
cells as (
    select
        part,
        stage,
        cluster,
        coalesce(sum(amount) filter (where cultural), 0) as k,
        sum(amount) as n,
        sum(amount) * 1.0 * sum(amount) / nullif(sum(squares), 0) as effective_n
    from tallies
    group by part, stage, cluster
    having sum(amount) > 0
),
stage_scores as (
    select
        part,
        occurring.stage,
        row_number() over (partition by part order by position is null, position, occurring.stage) - 1 as score
    from (select distinct part, stage from cells) as occurring
    left join stage_order on stage_order.stage = occurring.stage
),
trends as (
    select
        cells.part,
        count(distinct score) as stages,
        sum(n) as n,
        cochran_armitage_z(score, k * effective_n / n, effective_n) as plain_z,
        cochran_armitage_p(score, k * effective_n / n, effective_n) as plain_p,
        trend_test(score, k * effective_n / n, effective_n) as test,
        decay_fit(score, k * effective_n / n, effective_n, $level) as decay
    from cells
    join stage_scores on stage_scores.part is cells.part and stage_scores.stage = cells.stage
    group by cells.part
),
tested as (
    select
        *,
        iif($clusters is null, plain_z, test ->> 'z') as trend_z,
        iif($clusters is null, plain_p, test ->> 'p') as trend_p
    from trends
),
ranked as (
    select *, row_number() over (order by trend_p is null, trend_p) as p_rank, count(trend_p) over () as tests
    from tested
)
select
    part as "by",
    stages,
    n,
    trend_z,
    trend_p,
    iif(trend_p is null, null, min(1.0, max(trend_p * (tests - p_rank + 1)) over (order by trend_p)))
        as trend_p_holm,
    decay ->> 'rate' as decay_rate,
    decay ->> 'rate_low' as decay_rate_low,
    decay ->> 'rate_high' as decay_rate_high,
    decay ->> 'deviance' as deviance,
    decay ->> 'df' as df,
    decay ->> 'dispersion' as dispersion,
    decay ->> 'fit_p' as fit_p,
    decay ->> 'half_life' as half_life,
    decay ->> 'half_life_low' as half_life_low,
    decay ->> 'half_life_high' as half_life_high
from ranked
order by part is null, part;

-- table: divergence
-- caption: Divergence of the samples of each stage from those of the first
-- grain: one row for each stage after the first and dimension: how far its samples are from those of the first stage
-- key: stage, dimension
-- measure: ours
-- empty: there is only one stage
-- column: stage: stage of the pipeline
-- column: dimension: culture (tag), language, domain, task, or country (of the cultural samples)
-- column: categories (categories): values that occur in either stage
-- column: n (samples): samples of the stage with a value; for tasks, domains and countries each sample in each of its values
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
    select 'culture' as dimension, 1 as dimension_number, stage, {culture} as value, sum({weight}) as amount
    from samples
    where culture is not null and stage is not null and {where}
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
    where cultural and country is not null and stage is not null and {where}
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
