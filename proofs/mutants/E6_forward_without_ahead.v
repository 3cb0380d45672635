(* MUTANT of claim E6: E6_forward_rate_optimum with one change: forward order has the bound of reverse order.
   This file must NOT compile.  Expected error, inside the proof: "unable to unify". *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.ClipRange
  definitions.StopOrGo.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Optimality
  theorems.KLRate theorems.EuclideanRate theorems.FlooredRun theorems.StopOrGo.
From SeeUPO Require Import theorems.DepthMirror.
Open Scope R_scope.

Theorem E6_forward_rate_optimum_mutant : forall G lambda start star K,
  wellFormed G -> 0 < lambda -> isPolicy G start -> positiveAtDecisions G start ->
  isPolicy G star -> expectedReturn G star = optimalReturn G -> (K > 0)%nat ->
  shortfall G (iterate (forwardSweep G (klRule G lambda)) K start)
  <= / INR K * (lambda * along G star (fun _ x => klAt G star start x) (horizon G) []).
Proof.
  intros G lambda start star K HG Hl Hs Hp Hstar Hopt HK.
  pose proof (E6_forward_rate G lambda start star HG Hl Hs Hp Hstar K (horizon G) [] (node_root G)) as B.
  cbn zeta in B. fold (expectedReturn G star) in B. rewrite Hopt in B.
  set (pol := iterate (forwardSweep G (klRule G lambda)) K start) in *.
  assert (PK : isPolicy G pol)
    by (apply (kl_run_keeps G lambda start (forwardSweep G (klRule G lambda)) HG Hs Hp); auto).
  assert (KP : 0 < INR K) by (apply lt_0_INR; lia).
  apply (Rmult_le_reg_l (INR K)); [exact KP|].
  rewrite <- Rmult_assoc, Rinv_r by lra. rewrite Rmult_1_l. unfold shortfall.
  eapply Rle_trans; [exact B|]. apply Rplus_le_compat_l.
  apply along_le; [exact HG|exact Hstar|apply node_root|]. intros m x Hx.
  apply mean_le; [apply (policy_dist G star m x HG Hstar Hx)|]. intros a Ha.
  apply Rplus_le_compat_r. apply value_le_optimal; auto. apply node_child; assumption.
Qed.
