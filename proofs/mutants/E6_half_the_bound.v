(* MUTANT of claim E6: E6_reverse_rate with one change: half the bound.
   This file must NOT compile.  Expected error, inside the proof: "Unable to unify". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Improvement
  theorems.Optimality theorems.Drifts theorems.Rates.
From SeeUPO Require Import theorems.KLRate.
Open Scope R_scope.

Theorem E6_reverse_rate_mutant : forall G lambda start star,
  wellFormed G -> 0 < lambda -> isPolicy G start -> positiveAtDecisions G start ->
  isPolicy G star ->
  let pol := fun k => iterate (reverseSweep G (klRule G lambda)) k start in
  forall K n h, node G n h ->
  INR K * (value G star n h - value G (pol K) n h)
  <= lambda / 2 * along G star (fun _ x => klAt G star start x) n h.
Proof.
  intros G lambda start star HG Hl Hstart Hpos Hstar pol.
  assert (Inv : forall k, isPolicy G (pol k) /\ positiveAtDecisions G (pol k)).
  { induction k as [|k [IH1 IH2]]; [split; assumption|]. unfold pol. cbn [iterate].
    fold (pol k). split.
    - intros n h Hn. rewrite (reverse_sweep_step G _ _ n h Hn).
      apply (kl_rule_keeps G lambda (pol k) n); assumption.
    - intros n h a Hn Hc Ha. rewrite (reverse_sweep_step G _ _ n h Hn).
      apply (kl_rule_keeps G lambda (pol k) n); assumption. }
  intros K n h Hn.
  rewrite <- along_scal.
  apply (rate_reverse G star pol (fun k x => lambda * klAt G star (pol k) x)); try assumption.
  - intros k m x Hx. apply Rmult_le_pos; [lra|].
    destruct (Inv k) as [I1 I2]. apply (klAt_nonneg G star (pol k) m); assumption.
  - intros k m x Hx. destruct (Inv k) as [I1 I2].
    pose proof (kl_rule_three_point G lambda (pol k) star m x
      (actionValue G (pol (S k)) m x) HG Hl I1 I2 Hstar Hx) as T.
    unfold klAt in *. unfold pol in *. cbn [iterate] in *. fold (pol k) in *.
    rewrite (reverse_sweep_step G _ _ m x Hx). exact T.
  - intros k m x Hx. destruct (Inv k) as [I1 I2].
    pose proof (D3_reverse_gain G (pol k) (pol (S k)) (fun _ _ => 0) HG I1) as D.
    specialize (fun H => D H m x Hx). rewrite along_zero, Rplus_0_r in D.
    apply D. clear m x Hx D. intros m x Hx. rewrite Rplus_0_r.
    pose proof (kl_rule_improves G lambda (pol k) m x (actionValue G (pol (S k)) m x)
      HG Hl I1 I2 Hx) as Up.
    unfold pol in *. cbn [iterate] in *. fold (pol k) in *.
    rewrite (reverse_sweep_step G _ _ m x Hx). exact Up.
Qed.
