(* MUTANT of claim D4: D4_all_turns_at_once with one change: the residuals are added up along the OLD policy's paths.
   This file must NOT compile.  Expected error, inside the proof: "Unable to unify". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Surrogate definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Sequential theorems.MultiTurnBaseline theorems.Improvement.
From SeeUPO Require Import theorems.Clip.
Open Scope R_scope.

Theorem D4_all_turns_at_once_mutant : forall G eps old new,
  wellFormed G -> isPolicy G old -> isPolicy G new -> covers G old new ->
  0 <= eps ->
  (forall n h, node G (S n) h ->
     clippedObjective G eps old (jointAdvantage G old) n h (old h)
     <= clippedObjective G eps old (jointAdvantage G old) n h (new h)) ->
  forall n h, node G n h ->
  value G old n h
    + along G old (fun n h =>
        clipDrift G eps old (jointAdvantage G old) n h (new h)) n h
  <= value G new n h.
Proof.
  intros G eps old new HG Ho Hnew Hc Heps Hstep.
  apply D3_forward_gain; try assumption. intros n h Hn. rewrite value_step.
  apply (clipped_gain G eps old new old _ (expectedReturn G old)); try assumption.
  - intros a Ha. apply joint_advantage_mean; assumption.
  - apply Hstep. exact Hn.
Qed.
