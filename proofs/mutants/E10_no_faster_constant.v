(* MUTANT of claim E10: E10_no_faster with one change: the loss does not shrink at all.
   This file must NOT compile.  Expected error, inside the proof: "No applicable tactic". *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate
  definitions.ClipRange.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Optimality
  theorems.SweepsByTurns theorems.Clip theorems.KLRate theorems.BoxConvergence
  theorems.FlooredRun theorems.FloorStep.
From SeeUPO Require Import theorems.FloorRate.
Open Scope R_scope.

Theorem E10_no_faster_mutant : forall G low high pol n a, wellFormed G -> 0 < low < 1 ->
  flooredRun G low high pol -> horizon G = S n -> chance G [] = None -> In a (moves G []) ->
  forall k, 1 * (pol 0%nat [] a * (optimalReturn G - optimalValue G n [a]))
    <= shortfall G (pol k).
Proof.
  intros G low high pol n a HG Hl Run HN Hc Ha k.
  pose proof (node_root G) as Nr. rewrite HN in Nr.
  destruct (policy_dist G (pol k) n [] HG (proj1 Run k) Nr) as [P S0].
  destruct (HG n [] Nr) as [Hne _].
  destruct (best_move_spec (moves G []) (fun b => optimalValue G n [b]) Hne) as [_ [_ Max]].
  rewrite <- (optimal_at_decision G n [] Hc) in Max.
  unfold shortfall, optimalReturn, expectedReturn. rewrite HN.
  set (top := optimalValue G (S n) []) in *. rewrite value_step.
  rewrite <- (mean_const (moves G []) (pol k []) top S0) at 2. rewrite <- mean_sub.
  assert (Term : forall b, In b (moves G []) ->
    0 <= pol k [] b * (top - actionValue G (pol k) n [] b)).
  { intros b Hb. apply Rmult_le_pos; [apply P, Hb|]. pose proof (Max b Hb).
    pose proof (value_le_optimal G (pol k) n [b] HG (proj1 Run k) (node_child G n [] b Nr Hb)).
    unfold actionValue. lra. }
  eapply Rle_trans; [|apply (sum_ge_term (moves G []) _ a Ha Term)]. cbv beta.
  pose proof (Max a Ha) as Ma. cbv beta in Ma.
  pose proof (value_le_optimal G (pol k) n [a] HG (proj1 Run k) (node_child G n [] a Nr Ha)) as V.
  assert (F : (1 - low) ^ k * pol 0%nat [] a <= pol k [] a)
    by (apply (floor_after G low high pol Hl Run k n [] a Nr Hc Ha)).
  rewrite <- Rmult_assoc. unfold actionValue.
  apply Rle_trans with (pol k [] a * (top - optimalValue G n [a])).
  - apply Rmult_le_compat_r; lra.
  - apply Rmult_le_compat_l; [apply P, Ha|lra].
Qed.
