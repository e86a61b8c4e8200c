-- title: Quality of augmented questions
-- question: How many of the texts that each method and model made are taken, how near are they, and why are the others not
--   taken?
-- note: A text is near as far as the model of the cosines sees it: hashed sees spelling only, and none sees every wrong sense.
--   Distinct words, perplexity and diversity gain need the words of the texts: cultivar augment quality.
-- needs: candidates.verdict
-- needs: candidates.cosine_to_seed
-- parameter: where (condition on candidates) = null: only the candidates that meet it
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
--
-- caption: Questions in other words that are taken, and how near they are
-- grain: one row for each data set of seeds, method, model, model of the cosines and kind of text
-- key: dataset, method, model, similarity, kind
-- measure: ours
-- empty: there is no candidate
-- column: dataset: the file of the seeds
-- column: method: what made the texts
-- column: model: the model that wrote them
-- column: similarity: the model of the cosines
-- column: kind: template or variant
-- column: n (candidates): texts that were made
-- column: seeds (questions): questions with such a text
-- column: threshold (cosine): what the cosine had to be above
-- column: accepted (candidates): texts that are taken
-- column: accepted_share (0 to 1): accepted over n
-- column: accepted_share_low (0 to 1): lower end of Wilson's interval of accepted_share
-- column: accepted_share_high (0 to 1): upper end of the interval
-- column: cosine_to_seed (cosine): mean over the texts that are taken
-- column: cosine_of_all (cosine): mean over all texts
-- column: own_seed_nearest (0 to 1): share of all texts with no question nearer than their own
-- column: own_seed_nearest_low (0 to 1): lower end of Wilson's interval of own_seed_nearest
-- column: own_seed_nearest_high (0 to 1): upper end of the interval
-- print: dataset, method, model, similarity, kind, n, accepted_share, cosine_to_seed, own_seed_nearest
-- label: accepted_share = share of texts that are taken
-- chart: bar x=model y=accepted_share low=accepted_share_low high=accepted_share_high colour=method facet=kind row=similarity
with
counted as (
    select
        dataset,
        method,
        model,
        similarity,
        kind,
        count(*) as n,
        count(distinct question) as seeds,
        max(threshold) as threshold,
        sum(verdict = 'accepted') as accepted,
        avg(iif(verdict = 'accepted', cosine_to_seed, null)) as cosine_to_seed,
        avg(cosine_to_seed) as cosine_of_all,
        sum(nearest = question) as at_home,
        count(nearest) as with_nearest
    from candidates
    where {where}
    group by dataset, method, model, similarity, kind
)
select
    dataset,
    method,
    model,
    similarity,
    kind,
    n,
    seeds,
    threshold,
    accepted,
    accepted * 1.0 / n as accepted_share,
    wilson_low(accepted, n, $level) as accepted_share_low,
    wilson_high(accepted, n, $level) as accepted_share_high,
    cosine_to_seed,
    cosine_of_all,
    at_home * 1.0 / with_nearest as own_seed_nearest,
    wilson_low(at_home, with_nearest, $level) as own_seed_nearest_low,
    wilson_high(at_home, with_nearest, $level) as own_seed_nearest_high
from counted
order by dataset, method, model, similarity, kind;

-- table: verdicts
-- caption: Questions in other words that are taken, and why the others are not
-- grain: one row for each data set of seeds, method, model, kind of text and verdict
-- key: dataset, method, model, kind, verdict
-- measure: ours
-- empty: there is no candidate
-- column: dataset: the file of the seeds
-- column: method: what made the texts
-- column: model: the model that wrote them
-- column: kind: template or variant
-- column: verdict: accepted, or why not
-- column: n (candidates): texts with the verdict
-- column: share (0 to 1): share of the texts of the method, model and kind
-- column: share_low (0 to 1): lower end of Wilson's interval of share
-- column: share_high (0 to 1): upper end of the interval
-- print: dataset, method, model, kind, verdict, n, share
-- label: share = share of texts
-- chart: stack x=model y=share colour=verdict facet=kind row=method
with
counted as (
    select dataset, method, model, kind, verdict, count(*) as n
    from candidates
    where {where}
    group by dataset, method, model, kind, verdict
),
shares as (
    select *, sum(n) over (partition by dataset, method, model, kind) as total
    from counted
)
select
    dataset,
    method,
    model,
    kind,
    verdict,
    n,
    n * 1.0 / total as share,
    wilson_low(n, total, $level) as share_low,
    wilson_high(n, total, $level) as share_high
from shares
order by dataset, method, model, kind, n desc, verdict;
