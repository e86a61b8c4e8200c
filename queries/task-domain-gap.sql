-- title: Tasks and domains against a reference
-- question: Which tasks and domains do the sources have more or less of than a reference, such as real chats?
-- note: The reference is the source that --param reference names; without one, all other samples of the corpus.
-- note: Over the samples that have a task and a domain, one of each; table distance tells how many have not.
-- note: The interval of difference is Newcombe's, each cell by itself, at Kish's effective numbers of samples where they are
--   weighted; p is of the score test and p_bh adjusted for all rows of the table by Benjamini and Hochberg.
-- note: The interval and p count sources, or what --clusters names, where --by has several of them in a value, as those of
--   report decay do; where interval is fixed, there are too few clusters, or too unequal ones, and they are taken as fixed.
-- note: With many samples a difference of no importance has a small p. verdict compares the interval with --param margin, the
--   smallest difference of interest: larger or smaller where all of it is beyond the margin, negligible where all of it is
--   within (as two one-sided tests at half the level's error would say), else undecided.
-- needs: samples.task+domain+source
-- parameter: reference (value of samples.source) = null: the source that the others are compared with
-- parameter: by (column of samples) = source: what is compared with the reference
-- parameter: where (condition on samples) = null: only the samples that meet it, of the reference too
-- parameter: weight (measure of samples) = n: counts this measure in place of samples
-- parameter: margins (margins of samples) = null: tables of known totals that the weights are calibrated to
-- parameter: margin (number from 0 to 1) = 0.05: smallest difference of two shares that is of interest
-- parameter: clusters (column of samples) = source: intervals count clusters of samples by this column; none for samples
--   drawn one by one
-- parameter: min_n (integer from 0 to 1000000000) = 30: samples in the cell of the reference and of --by together below which
--   it is flagged as small
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
-- parameter: as_written (spellings of samples.task+samples.domain) = 0: 1 where spellings of a tag are values of their own; else those that differ
--   only in case, blanks, hyphens and underscores are one
--
-- caption: Tasks and domains against the reference
-- grain: one row for each value of --by, task and domain that occur in it or the reference, the largest gap first
-- key: by, task, domain
-- measure: ours
-- empty: there is nothing to compare with: all samples with a task and a domain have the same value of --by
-- column: by: value of the column that --by names, by default sources
-- column: task: task of the samples
-- column: domain: domain of the samples
-- column: n (samples): samples of the cell
-- column: share (0 to 1): n divided by all such samples with the same value of --by
-- column: reference_n (samples): samples of the cell in the reference
-- column: reference_share (0 to 1): reference_n divided by all such samples of the reference
-- column: difference (-1 to 1): share - reference_share
-- column: difference_low (-1 to 1): lower end of its interval
-- column: difference_high (-1 to 1): upper end of its interval
-- column: verdict (larger, smaller, negligible or undecided): the interval of difference against the margin
-- column: p (0 to 1): two-sided p-value of no difference
-- column: p_bh (0 to 1): p adjusted for the rows of the table
-- column: clusters (clusters): sources, or values of the column that --clusters names, of this value of --by or of the reference;
--   null with none, and where --by is what --clusters names
-- column: interval (clusters, fixed or samples): what the interval covers; fixed: the clusters are taken as fixed
-- column: small: 1 where n + reference_n is below min_n, else 0
-- print: by, task, domain, n, share, reference_share, difference, verdict
-- rows: 3 first each by
-- label: difference = difference of the shares
-- label: blank = no sample here or in the reference
-- label: small = fewer than min_n samples, those of the reference included
-- chart: heat x=task y=domain colour=difference facet=by
with
cluster_tallies as (
    select
        {by} as part,
        source is $reference as is_reference,
        {clusters} as cluster,
        {task} as task,
        {domain} as domain,
        sum({weight}) as amount,
        sum({weight_square}) as squares
    from samples
    where task is not null and domain is not null and {where}
    group by 1, 2, 3, 4, 5
),
tallies as (
    select part, is_reference, task, domain, sum(amount) as amount, sum(squares) as squares
    from cluster_tallies
    group by part, is_reference, task, domain
),
cells as (
    select part, task, domain, sum(amount) as amount
    from tallies
    where $reference is null or not is_reference
    group by part, task, domain
),
totals as (
    select part, sum(amount) as total, sum(amount) * 1.0 * sum(amount) / nullif(sum(squares), 0) as effective_n
    from tallies
    where $reference is null or not is_reference
    group by part
),
reference_cells as (
    -- Without a reference it is all samples but those of the part itself.
    select totals.part, task, domain, sum(amount) as amount, sum(squares) as squares
    from totals
    join tallies on iif($reference is null, tallies.part is not totals.part, is_reference)
    group by totals.part, task, domain
),
reference_totals as (
    select part, sum(amount) as total, sum(amount) * 1.0 * sum(amount) / nullif(sum(squares), 0) as effective_n
    from reference_cells
    group by part
),
all_cells as (
    select part, task, domain from cells
    union
    select part, task, domain from reference_cells
),
shares as (
    select
        all_cells.*,
        coalesce(cells.amount, 0) as n,
        coalesce(cells.amount, 0) * 1.0 / nullif(totals.total, 0) as share,
        totals.effective_n,
        coalesce(reference_cells.amount, 0) as reference_n,
        coalesce(reference_cells.amount, 0) * 1.0 / nullif(reference_totals.total, 0) as reference_share,
        reference_totals.effective_n as reference_effective_n
    from all_cells
    join totals on totals.part is all_cells.part
    join reference_totals on reference_totals.part is all_cells.part
    left join cells
        on cells.part is all_cells.part and cells.task = all_cells.task and cells.domain = all_cells.domain
    left join reference_cells
        on reference_cells.part is all_cells.part and reference_cells.task = all_cells.task
            and reference_cells.domain = all_cells.domain
),
members as (
    -- The tallies of each part and of its reference. Where --by is what --clusters names, a part is one fixed cluster.
    select
        totals.part,
        cluster,
        task,
        domain,
        iif($reference is null, cluster_tallies.part is not totals.part, is_reference) as in_reference,
        cluster_tallies.amount,
        cluster_tallies.squares
    from totals
    join cluster_tallies
        on iif($reference is null, true, is_reference or cluster_tallies.part is totals.part)
    where $clusters is not null and $clusters is not $by and cluster_tallies.amount is not null
),
clusters as (
    select
        part,
        cluster,
        sum(iif(in_reference, amount, 0)) as n1,
        sum(iif(in_reference, squares, 0)) as squares1,
        sum(iif(in_reference, 0, amount)) as n2,
        sum(iif(in_reference, 0, squares)) as squares2
    from members
    group by part, cluster
),
cluster_cells as (
    select
        part,
        cluster,
        task,
        domain,
        sum(iif(in_reference, amount, 0)) as k1,
        sum(iif(in_reference, 0, amount)) as k2
    from members
    group by part, cluster, task, domain
),
contrasts as (
    -- Each cell with all clusters, also those that do not have it.
    select
        all_cells.part,
        all_cells.task,
        all_cells.domain,
        clustered_contrast(coalesce(k1, 0), n1, squares1, coalesce(k2, 0), n2, squares2, $level) as contrast
    from all_cells
    join clusters on clusters.part is all_cells.part
    left join cluster_cells
        on cluster_cells.part is all_cells.part and cluster_cells.cluster is clusters.cluster
            and cluster_cells.task = all_cells.task and cluster_cells.domain = all_cells.domain
    group by all_cells.part, all_cells.task, all_cells.domain
),
tested as (
    select
        shares.*,
        contrast,
        iif(
            contrast is null,
            share_difference_low(
                share * effective_n, effective_n, reference_share * reference_effective_n, reference_effective_n, $level
            ),
            contrast ->> 'difference_low'
        ) as difference_low,
        iif(
            contrast is null,
            share_difference_high(
                share * effective_n, effective_n, reference_share * reference_effective_n, reference_effective_n, $level
            ),
            contrast ->> 'difference_high'
        ) as difference_high,
        iif(
            contrast is null,
            share_difference_p(
                share * effective_n, effective_n, reference_share * reference_effective_n, reference_effective_n
            ),
            contrast ->> 'p'
        ) as p
    from shares
    left join contrasts
        on contrasts.part is shares.part and contrasts.task = shares.task and contrasts.domain = shares.domain
),
ranked as (
    select *, row_number() over (order by p is null, p) as p_rank, count(p) over () as tests
    from tested
)
select
    part as "by",
    task,
    domain,
    n,
    share,
    reference_n,
    reference_share,
    share - reference_share as difference,
    difference_low,
    difference_high,
    case
        when difference_low > $margin then 'larger'
        when difference_high < -$margin then 'smaller'
        when difference_low >= -$margin and difference_high <= $margin then 'negligible'
        when difference_low is not null then 'undecided'
    end as verdict,
    p,
    min(1.0, min(p * tests / p_rank) over (order by p desc)) as p_bh,
    contrast ->> 'clusters' as clusters,
    case
        when difference_low is null then null
        when $clusters is null then 'samples'
        else coalesce(contrast ->> 'interval', 'fixed')
    end as interval,
    n + reference_n < $min_n as small
from ranked
order by part is null, part, abs(share - reference_share) desc, task, domain;

-- table: distance
-- caption: Distance of tasks and domains from the reference
-- grain: one row for each value of --by, the farthest from the reference first
-- key: by
-- measure: ours
-- empty: there is nothing to compare with: all samples with a task and a domain have the same value of --by
-- column: by: value of the column that --by names, by default sources
-- column: n (samples): samples that have a task and a domain
-- column: reference_n (samples): samples of the reference that have both
-- column: left_out (samples): samples without a task or a domain, or with several
-- column: jensen_shannon (0 to 1): Jensen-Shannon divergence of the shares of the cells from the reference, in bits
-- column: total_variation (0 to 1): part of the samples that would have to change cells to be as the reference
-- column: hellinger (0 to 1): Hellinger distance of the two distributions
-- column: small: 1 where n or reference_n is below min_n, else 0
-- print: by, n, jensen_shannon, total_variation, hellinger
-- label: total_variation = distance from the reference
-- label: small = fewer than min_n samples, or as few in the reference
-- chart: bar x=by y=total_variation
with
tallies as (
    select
        {by} as part,
        source is $reference as is_reference,
        {task} as task,
        {domain} as domain,
        sum({weight}) as amount,
        sum({weight_square}) as squares
    from samples
    where task is not null and domain is not null and {where}
    group by 1, 2, 3, 4
),
cells as (
    select part, task, domain, sum(amount) as amount
    from tallies
    where $reference is null or not is_reference
    group by part, task, domain
),
totals as (
    select part, sum(amount) as total, sum(amount) * 1.0 * sum(amount) / nullif(sum(squares), 0) as effective_n
    from tallies
    where $reference is null or not is_reference
    group by part
),
reference_cells as (
    -- Without a reference it is all samples but those of the part itself.
    select totals.part, task, domain, sum(amount) as amount, sum(squares) as squares
    from totals
    join tallies on iif($reference is null, tallies.part is not totals.part, is_reference)
    group by totals.part, task, domain
),
reference_totals as (
    select part, sum(amount) as total, sum(amount) * 1.0 * sum(amount) / nullif(sum(squares), 0) as effective_n
    from reference_cells
    group by part
),
all_cells as (
    select part, task, domain from cells
    union
    select part, task, domain from reference_cells
),
shares as (
    select
        all_cells.*,
        coalesce(cells.amount, 0) as n,
        coalesce(cells.amount, 0) * 1.0 / nullif(totals.total, 0) as share,
        totals.effective_n,
        coalesce(reference_cells.amount, 0) as reference_n,
        coalesce(reference_cells.amount, 0) * 1.0 / nullif(reference_totals.total, 0) as reference_share,
        reference_totals.effective_n as reference_effective_n
    from all_cells
    join totals on totals.part is all_cells.part
    join reference_totals on reference_totals.part is all_cells.part
    left join cells
        on cells.part is all_cells.part and cells.task = all_cells.task and cells.domain = all_cells.domain
    left join reference_cells
        on reference_cells.part is all_cells.part and reference_cells.task = all_cells.task
            and reference_cells.domain = all_cells.domain
),
omitted as (
    select {by} as part, sum({weight}) as amount
    from samples
    where (task is null or domain is null) and {where}
    group by 1
)
select
    shares.part as "by",
    sum(n) as n,
    sum(reference_n) as reference_n,
    coalesce(omitted.amount, 0) as left_out,
    jsd(n, reference_n) / ln(2) as jensen_shannon,
    total_variation(n, reference_n) as total_variation,
    hellinger(n, reference_n) as hellinger,
    min(sum(n), sum(reference_n)) < $min_n as small
from shares
left join omitted on omitted.part is shares.part
group by shares.part
order by total_variation(n, reference_n) desc, shares.part;
