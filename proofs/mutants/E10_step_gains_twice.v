(* MUTANT of claim E10: step_moves_weight with one change: the best moves gain twice what the range allows.
   This file must NOT compile.  Expected error, inside the proof: "has type". *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate
  definitions.ClipRange.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Optimality
  theorems.Sequential theorems.ClippedStep theorems.KLRate theorems.FiniteTime
  theorems.BoxConvergence theorems.FlooredRun.
From SeeUPO Require Import theorems.FloorStep.
Open Scope R_scope.

Lemma step_moves_weight_mutant : forall menu (r hi lo : nat -> R) top low high (U : region) p q,
  NoDup menu -> keepsFloor low high U -> isDist menu p ->
  (forall a, In a menu -> 0 <= hi a /\ 0 <= lo a) ->
  isArgmax (U menu p)
    (fun x => sum menu (fun a => contributionIn low high (p a) (hi a) (lo a) (x a))) q ->
  (forall a b, In a menu -> In b menu -> r a <> top -> r b = top -> hi a - lo a < hi b - lo b) ->
  movesWeight low (2 * high) (bestWeight r top menu p) (bestWeight r top menu q).
Proof.
  intros menu r hi lo top low high U p q Hnd HU Dp Pos Arg Sep.
  destruct (HU menu p q Hnd Dp (proj1 Arg)) as [[[Q S0] Fl] Mv].
  destruct (Exists_dec (fun b => r b = top /\ q b < (1 + high) * p b) menu) as [Ex|None].
  { intros b. destruct (Req_EM_T (r b) top); [|right; intuition].
    destruct (Rlt_dec (q b) ((1 + high) * p b)); [left|right]; intuition. }
  - right. apply Exists_exists in Ex. destruct Ex as [b [Hb [Eb Lb]]].
    assert (Rest : forall x, sum menu x = 1 -> 1 - bestWeight r top menu x
      = sum menu (fun a => if Req_EM_T (r a) top then 0 else x a)).
    { intros x Hx. rewrite <- Hx. unfold bestWeight. rewrite <- sum_sub.
      apply sum_ext. intros a _. destruct (Req_EM_T (r a) top); ring. }
    rewrite !Rest by (assumption || apply Dp). rewrite <- sum_scal. apply sum_le. intros a Ha.
    destruct (Req_EM_T (r a) top) as [E|E]; [lra|].
    destruct (Rle_lt_dec (q a) ((1 - low) * p a)) as [L|L]; [exact L|exfalso].
    set (d := Rmin ((1 + high) * p b - q b) (q a - (1 - low) * p a)).
    assert (Hd : 0 < d) by (apply Rmin_glb_lt; lra).
    assert (D1 : d <= (1 + high) * p b - q b) by apply Rmin_l.
    assert (D2 : d <= q a - (1 - low) * p a) by apply Rmin_r.
    assert (N : a <> b) by (intros ->; contradiction).
    destruct (Pos a Ha). destruct (Pos b Hb).
    assert (hi b - lo b <= hi a - lo a); [|pose proof (Sep a b Ha Hb E Eb); lra].
    apply (no_transfer_pays menu (fun c => contributionIn low high (p c) (hi c) (lo c))
      (U menu p) q a b d); try assumption.
    + apply Mv; try assumption; lra.
    + apply slope_below_cap; lra.
    + apply slope_above_floor; lra.
  - left. unfold bestWeight. rewrite <- sum_scal. apply sum_le. intros a Ha.
    destruct (Req_EM_T (r a) top) as [E|E]; [|lra].
    destruct (Rle_lt_dec ((1 + high) * p a) (q a)) as [L|L]; [exact L|].
    exfalso. apply None. apply Exists_exists. exists a. auto.
Qed.
