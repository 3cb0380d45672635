(* MUTANT of claim B4a: B4a_reinforce_all_turns with one change: a factor 2.
   This file must NOT compile.  Expected error, inside the proof: "not a valid ring equation". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Surrogate.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.MultiTurnBaseline.
Open Scope R_scope.

Theorem B4a_reinforce_all_turns_mutant : forall G pol (s : history -> nat -> R),
  wellFormed G -> isPolicy G pol ->
  (forall n h, node G (S n) h -> mean (moves G h) (pol h) (s h) = 0) ->
  expect G pol (horizon G) [] (fun path =>
    pathSum (fun _ => s) 0 (horizon G) path * jointAdvantage G pol path)
  = along G pol (fun n h =>
      mean (moves G h) (pol h) (fun a => 2 * s h a * advantage G pol n h a))
      (horizon G) [].
Proof.
  intros G pol s HG Hp Hs.
  (* the scores of the moves already made times the value still expected *)
  assert (Gen : forall n h (c : R), node G n h ->
    expect G pol n h (fun path =>
      (c + pathSum (fun _ => s) 0 n path) * jointAdvantage G pol path)
    = c * (value G pol n h - expectedReturn G pol)
      + along G pol (fun n h =>
          mean (moves G h) (pol h) (fun a => s h a * advantage G pol n h a)) n h).
  { induction n as [|n IH]; intros h c Hn.
    - simpl. unfold jointAdvantage, value. simpl. ring.
    - cbn [expect].
      rewrite (mean_ext _ _ _ (fun a =>
        c * actionValue G pol n h a
        - c * expectedReturn G pol
        + (s h a * advantage G pol n h a
           + (value G pol (S n) h - expectedReturn G pol) * s h a)
        + along G pol (fun n h =>
            mean (moves G h) (pol h) (fun a => s h a * advantage G pol n h a)) n (a :: h))).
      + rewrite !mean_add, mean_sub, mean_const, !mean_scal, (Hs n h Hn).
        * cbn [along]. rewrite <- value_step. ring.
        * apply (policy_dist G pol n h HG Hp Hn).
      + intros a Ha. pose proof (node_child G n h a Hn Ha) as Hc.
        rewrite (expect_ext _ _ _ _ _ (fun path =>
          ((c + s h a) + pathSum (fun _ => s) 0 n path) * jointAdvantage G pol path)).
        * rewrite (IH (a :: h) (c + s h a) Hc). unfold advantage, actionValue. ring.
        * intros path Hr. f_equal.
          rewrite (pathSum_first G _ n 0 h a path Hr). ring. }
  rewrite (expect_ext _ _ _ _ _ (fun path =>
    (0 + pathSum (fun _ => s) 0 (horizon G) path) * jointAdvantage G pol path))
    by (intros; ring).
  rewrite (Gen _ _ 0 (node_root G)). ring.
Qed.
