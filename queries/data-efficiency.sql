-- title: Data efficiency of the filtered and weighted pairs
-- question: How many pairs does training on all pairs need for the accuracy that the method reaches with fewer?
-- note: `cultivar preferences evaluate --curves` has trained on parts of the training users of each sub-community.
-- note: The target is the best mean accuracy that all selections reach. Between the points of a curve, pairs are found by
--   straight lines. least and greatest are over the random subsets: a band, and no interval.
-- needs: learning_curves.accuracy
--
-- caption: Pairs that training needs for the same accuracy, on all pairs and by the method
-- grain: one row for each sub-community
-- key: culture
-- measure: paper
-- empty: there are no curves of both selections
-- column: culture: the sub-community
-- column: n (pairs): training pairs, before selection
-- column: kept (pairs): training pairs that the method uses
-- column: ratio (1 = no pair left out): n / kept
-- column: target (0 to 1): the accuracy that both reach
-- column: full_needed (pairs): pairs that training on all pairs needs for it
-- column: scpo_needed (pairs): pairs that the method needs for it
-- column: efficiency (1 = as many): full_needed / scpo_needed; above 1 the method needs fewer pairs
-- column: full_accuracy (0 to 1): accuracy with all training users, on all pairs
-- column: scpo_accuracy (0 to 1): accuracy with all training users, by the method
-- print: culture, n, kept, target, full_needed, scpo_needed, efficiency
-- label: culture = sub-community
-- label: efficiency = data efficiency
-- chart: bar x=culture y=efficiency
with
ends as (
    select culture, selection, used_pairs, accuracy, needed_pairs, target
    from learning_curves
    where share = (select max(share) from learning_curves)
)
select
    all_pairs.culture,
    all_pairs.used_pairs as n,
    method.used_pairs as kept,
    all_pairs.used_pairs / nullif(method.used_pairs, 0) as ratio,
    all_pairs.target,
    all_pairs.needed_pairs as full_needed,
    method.needed_pairs as scpo_needed,
    all_pairs.needed_pairs / nullif(method.needed_pairs, 0) as efficiency,
    all_pairs.accuracy as full_accuracy,
    method.accuracy as scpo_accuracy
from ends as all_pairs
join ends as method on method.culture = all_pairs.culture and method.selection = 'scpo'
where all_pairs.selection = 'full'
order by all_pairs.culture;

-- table: curves
-- caption: Accuracy by number of training pairs, with its range over subsets
-- grain: one row for each sub-community, selection and part of its training users
-- key: culture, selection, share
-- measure: ours
-- empty: there are no curves
-- column: culture: the sub-community
-- column: selection: the pairs that were trained on and their weights
-- column: share (0 to 1): the part of the training users
-- column: n (pairs): mean number of pairs used
-- column: accuracy (0 to 1): mean accuracy on the test pairs
-- column: least (0 to 1): least accuracy of a subset
-- column: greatest (0 to 1): greatest accuracy of a subset
-- column: repetitions (subsets): random subsets of this size
-- print: culture, selection, share, n, accuracy, least, greatest, repetitions
-- label: n = training pairs
-- label: accuracy = mean accuracy
-- label: selection = training pairs
-- chart: line x=n y=accuracy low=least high=greatest colour=selection facet=culture
with
points as (
    select culture, selection, share, used_pairs as n, accuracy, least, greatest, repetitions
    from learning_curves
)
select culture, selection, share, n, accuracy, least, greatest, repetitions
from points
order by culture, selection, share;
