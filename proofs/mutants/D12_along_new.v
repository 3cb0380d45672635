(* MUTANT of claim D12: D12_practical_condition with one change: the residuals are added up along the NEW policy's paths.
   This file must NOT compile.  Expected error, inside the proof: "Unable to unify". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Surrogate definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Sequential theorems.MultiTurnBaseline theorems.Improvement.
From SeeUPO Require Import theorems.Clip.
Open Scope R_scope.

Theorem D12_practical_condition_mutant : forall G eps old new,
  wellFormed G -> isPolicy G old -> isPolicy G new -> covers G old new ->
  0 <= eps ->
  (forall n h, node G (S n) h ->
     clippedObjective G eps old (carriedAdvantage G new old n) n h (old h)
     <= clippedObjective G eps old (carriedAdvantage G new old n) n h (new h)) ->
  forall n h, node G n h ->
  value G old n h
    + along G new (fun n h =>
        clipDrift G eps old (carriedAdvantage G new old n) n h (new h)) n h
  <= value G new n h.
Proof.
  intros G eps old new HG Ho Hnew Hc Heps Hstep.
  apply D3_reverse_gain; try assumption. intros n h Hn.
  apply (clipped_gain G eps old new new _ (expectedReturn G old)); try assumption.
  - intros a Ha. apply A5_carried_mean; try assumption. apply node_child; assumption.
  - apply Hstep. exact Hn.
Qed.
