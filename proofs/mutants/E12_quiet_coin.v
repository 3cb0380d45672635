(* MUTANT of claim E12: E12_clip_is_box with one change: a coin of half the size.
   This file must NOT compile.  Expected error, inside the proof: "No applicable tactic". *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate
  definitions.ClipRange.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Sequential
  theorems.ClippedStep theorems.KLRate theorems.FlooredRun theorems.FloorStep
  theorems.FloorRate.
From SeeUPO Require Import theorems.ClipNoise.
Open Scope R_scope.

Section Mutant.
Variable G : game.
Variables c least most : R.
Hypothesis G_ok : wellFormed G.
Hypothesis coin : endsWithCoin G c least most.
Hypothesis loud : most - least < c.

Theorem E12_clip_is_box_mutant : forall low high U baseline old new,
  0 < low < 1 -> 0 < high -> movesFreely low high U -> isPolicy G old -> positiveAtDecisions G old ->
  isPolicy G new ->
  (forall h, least <= baseline old h <= most) ->
  clippedSweep G low high U baseline old new ->
  clippedSweep G low high (boxRegion low high) baseline old new.
Proof.
  intros low high U baseline old new Hl Hh HU Ho Pos Hw Hb Sw n h Hn. pose proof (Sw n h Hn) as S0.
  destruct (chance G h) eqn:Hc; [exact S0|].
  destruct S0 as [later [f [Mix [Hf Arg]]]]. exists later, f. split; [exact Mix|]. split; [exact Hf|].
  pose proof (old_or_new_policy G old new later Ho Hw Mix) as Pl.
  assert (Cov : covers G old later).
  { apply (old_or_new_covers G old new); [exact Pos| |exact Mix].
    intros n' h' p Hn' Hc'. pose proof (Sw n' h' Hn') as S1. rewrite Hc' in S1. exact S1. }
  destruct (G_ok n h Hn) as [Hne [Hnd _]].
  pose proof (policy_dist G old n h G_ok Ho Hn) as Dp.
  assert (P : forall a, In a (moves G h) -> 0 < old h a) by (intros a Ha; apply (Pos n h a Hn Hc Ha)).
  destruct n as [|n].
  { destruct (proj2 coin h Hn) as [_ [Ch _]]. congruence. }
  set (m := fun path => f * (suffixRatio later old (S n) path * (reward G path - baseline old h))) in *.
  assert (Box : boxRegion low high (moves G h) (old h) (new h)).
  { apply (noisy_argmax_in_box (moves G h) (positivePart G old m (S n) h)
      (negativePart G old m (S n) h) low high U); try assumption.
    - intros a Ha. apply parts_nonneg; assumption.
    - assert (Val : forall a, In a (moves G h) ->
        least <= actionValue G later (S n) h a <= most)
        by (intros a Ha; apply (value_between G c least most G_ok coin); [exact Pl|apply node_child; assumption]).
      intros a b Ha Hb'. pose proof (Val a Ha). pose proof (Val b Hb'). pose proof (Hb h).
      destruct (coin_parts G c least most G_ok coin old later f (baseline old h) n h a) as [Pa Na]; try assumption; [lra|].
      destruct (coin_parts G c least most G_ok coin old later f (baseline old h) n h b) as [Pb Nb]; try assumption; [lra|].
      fold m in Pa, Na, Pb, Nb. rewrite Pa, Na, Pb, Nb.
      set (x := actionValue G later (S n) h a) in *. set (y := actionValue G later (S n) h b) in *.
      assert (0 < f * (c - (y - baseline old h) + 2 * (x - baseline old h)))
        by (apply Rmult_lt_0_compat; lra).
      assert (0 < f * (c + (y - baseline old h) - 2 * (x - baseline old h)))
        by (apply Rmult_lt_0_compat; lra). lra.
    - destruct Arg as [HU' Best]. split; [exact HU'|]. intros x Hx.
      rewrite <- !range_closed_form by (try exact P; lra). apply Best, Hx. }
  split; [exact Box|]. intros x Hx. apply (proj2 Arg).
  apply (HU (moves G h) (old h) Hnd Dp P), Hx.
Qed.

End Mutant.
