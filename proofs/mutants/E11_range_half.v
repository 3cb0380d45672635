(* MUTANT of claim E11: E11_mirror_steps_within_the_range with one change: a drift of half the weight.
   This file must NOT compile.  Expected error, inside the proof: "has type". *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.ClipRange
  definitions.StopOrGo.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Optimality
  theorems.KLRate theorems.EuclideanRate theorems.FlooredRun theorems.StopOrGo.
From SeeUPO Require Import theorems.DepthMirror.
Open Scope R_scope.

Section Mutant.
Variables r c : R.
Variable turns : nat.
Hypothesis r_ok : 0 < r < 1.
Let G := stopOrGo r c turns.
Let star := goes turns 1.

Theorem E11_mirror_steps_within_the_range_mutant : forall lambda eps p k sweep n,
  0 < lambda -> 0 < eps < 1 -> exp (/ (2 * lambda)) <= 1 + eps -> 0 < p < 1 -> (n < turns)%nat ->
  (sweep = reverseSweep G (klRule G lambda) \/ sweep = forwardSweep G (klRule G lambda)) ->
  boxRegion eps eps [0; 1]%nat (iterate sweep k (goes turns p) (live turns (S n)))
    (iterate sweep (S k) (goes turns p) (live turns (S n))).
Proof.
  intros lambda eps p k sweep n Hl He Hs Hp Hn Hw.
  pose proof (game_ok r c turns) as HG. fold G in HG.
  assert (Keep : forall k, let pol := iterate sweep k (goes turns p) in
    isPolicy G pol /\ positiveAtDecisions G pol).
  { apply (kl_run_keeps G lambda); auto.
    - apply (goes_ok r c turns). lra.
    - apply (goes_positive r c turns). exact Hp. }
  destruct (Keep k) as [Pk Fk]. destruct (Keep (S k)) as [Pn _]. cbv zeta in Pk, Fk, Pn.
  cbn [iterate] in *. set (old := iterate sweep k (goes turns p)) in *.
  pose proof (live_node r c turns (S n) ltac:(lia)) as N. fold G in N.
  destruct (at_live r c turns n Hn) as [Mv Ch]. fold G in Mv, Ch.
  assert (Step : exists basis, isPolicy G basis /\ sweep old (live turns (S n))
    = klRule G lambda (live turns (S n)) (old (live turns (S n)))
        (actionValue G basis (S n) (live turns (S n)))).
  { destruct Hw as [-> | ->].
    - exists (reverseSweep G (klRule G lambda) old). split; [exact Pn|].
      apply (reverse_sweep_step G _ old (S n) _ N).
    - exists old. split; [exact Pk|]. apply (forward_sweep_step G _ old (S n) _ N). }
  destruct Step as [basis [Pb ->]]. unfold klRule, decisionsOnly. rewrite Ch, Mv.
  pose proof (policy_dist G old (S n) _ HG Pk N) as D. rewrite Mv in D.
  apply softmax_in_box with (/ lambda); [exact D|discriminate| | |lra|exact Hs].
  - intros a Ha. apply (Fk (S n) _ a N Ch). rewrite Mv. exact Ha.
  - intros a Ha.
    pose proof (value_in_unit r c turns r_ok basis Pb n (a :: live turns (S n))
      (node_child G (S n) _ a N ltac:(rewrite Mv; exact Ha))) as V. fold G in V.
    assert (0 < / lambda) by (apply Rinv_0_lt_compat, Hl).
    unfold actionValue, Rdiv. split; [apply Rmult_le_pos; lra|].
    rewrite <- (Rmult_1_l (/ lambda)) at 2. apply Rmult_le_compat_r; lra.
Qed.

End Mutant.
