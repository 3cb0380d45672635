(** Claim E7 for one turn, stated for the game (this project).
    Regime: one turn, no chance, exact argmax sweeps of SeeUPPO-GRAE (any tie
    breaking). *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Optimality
  theorems.ClippedStep theorems.FiniteTime.
Open Scope R_scope.

Lemma one_turn_step : forall G eps old new,
  horizon G = 1%nat -> chance G [] = None ->
  exactClippedSweep G eps old new ->
  banditStep (moves G []) (fun a => reward G [a]) eps (old []) (new []).
Proof.
  intros G eps old new HT Hc Hs.
  assert (Hn : node G 1 []) by (split; [rewrite HT; reflexivity|exact I]).
  specialize (Hs 0%nat [] Hn). rewrite Hc in Hs.
  assert (E : forall q, clippedObjective G eps old (carriedAdvantage G new old 0) 0 [] q
    = banditObjective (moves G []) (fun a => reward G [a]) eps (old []) q).
  { intros q. unfold clippedObjective, banditObjective. simpl.
    unfold jointAdvantage, expectedReturn, value, banditAdvantage. rewrite HT. reflexivity. }
  destruct Hs as [Hd Hmax]. split; [exact Hd|]. intros q' Hq'. rewrite <- !E.
  apply Hmax, Hq'.
Qed.

(** E7, T = 1.  If the best moves together start with weight [w], then after K
    sweeps with (1 + eps)^K * w >= 1 the return is EXACTLY optimal. *)
Theorem E7_one_turn_finite_time : forall G eps (pol : nat -> policy) K,
  wellFormed G -> horizon G = 1%nat -> chance G [] = None -> 0 < eps ->
  isPolicy G (pol 0%nat) ->
  (forall k, exactClippedSweep G eps (pol k) (pol (S k))) ->
  1 <= (1 + eps) ^ K
       * bestWeight (fun a => reward G [a]) (optimalReturn G) (moves G []) (pol 0%nat []) ->
  expectedReturn G (pol K) = optimalReturn G.
Proof.
  intros G eps pol K HG HT Hc He Hp0 Hrun Hbound.
  assert (Hn : node G 1 []) by (split; [rewrite HT; reflexivity|exact I]).
  destruct (HG 0%nat [] Hn) as [Hne [Hnd _]].
  set (r := fun a => reward G [a]) in *. set (top := optimalReturn G) in *.
  assert (Htop : top = best (moves G []) r).
  { unfold top, optimalReturn. rewrite HT. simpl. rewrite Hc. reflexivity. }
  assert (Hmax : forall a, In a (moves G []) -> r a <= top)
    by (rewrite Htop; apply best_move_spec, Hne).
  assert (Hpol : forall k, isPolicy G (pol k)).
  { induction k as [|k IH]; [exact Hp0|].
    apply (D1_exact_clipped_sweep_improves G eps (pol k)); [assumption..| |apply Hrun]. lra. }
  assert (Hdist : forall k, isDist (moves G []) (pol k []))
    by (intros k; apply (policy_dist G (pol k) 0 [] HG (Hpol k) Hn)).
  set (w := fun k => bestWeight r top (moves G []) (pol k [])).
  assert (Wle : forall k, w k <= 1).
  { intros k. destruct (Hdist k) as [Hpos Hs]. rewrite <- Hs. apply sum_le. intros a Ha.
    destruct (Req_EM_T (r a) top); [lra|apply Hpos, Ha]. }
  assert (Grow : forall k, w k = 1 \/ (1 + eps) ^ k * w 0%nat <= w k).
  { induction k as [|k IH]; [right; simpl; lra|].
    destruct (best_weight_grows (moves G []) r eps top He Hnd Hmax (pol k []) (pol (S k) [])
      (Hdist k) (one_turn_step G eps _ _ HT Hc (Hrun k))) as [Done|G1]; [left; exact Done|].
    fold (w k) in G1. fold (w (S k)) in G1. destruct IH as [One|IH].
    - left. apply Rle_antisym; [apply Wle|]. rewrite One in G1. lra.
    - right. simpl. rewrite Rmult_assoc. eapply Rle_trans; [|exact G1].
      apply Rmult_le_compat_l; lra. }
  assert (Final : w K = 1).
  { destruct (Grow K) as [H|H]; [exact H|]. apply Rle_antisym; [apply Wle|].
    eapply Rle_trans; [exact Hbound|exact H]. }
  unfold expectedReturn. rewrite HT, value_step. unfold actionValue, value. simpl.
  destruct (Hdist K) as [Hpos Hs].
  transitivity (mean (moves G []) (pol K []) (fun _ => top)); [|apply mean_const, Hs].
  apply sum_ext. intros a Ha. change (reward G [a]) with (r a).
  destruct (Req_dec (r a) top) as [E|E]; [rewrite E; reflexivity|].
  assert (Z : sum (moves G []) (fun a => if Req_EM_T (r a) top then 0 else pol K [] a) = 0).
  { rewrite (sum_ext _ _ (fun a => pol K [] a - (if Req_EM_T (r a) top then pol K [] a else 0))).
    - rewrite sum_sub, Hs. fold (bestWeight r top (moves G []) (pol K [])).
      fold (w K). rewrite Final. ring.
    - intros b _. destruct (Req_EM_T (r b) top); ring. }
  pose proof (sum_ge_term (moves G [])
    (fun a => if Req_EM_T (r a) top then 0 else pol K [] a) a Ha) as T.
  cbv beta in T. destruct (Req_EM_T (r a) top) as [E'|_]; [contradiction|].
  assert (pol K [] a <= 0).
  { rewrite <- Z. apply T. intros b Hb. destruct (Req_EM_T (r b) top); [lra|apply Hpos, Hb]. }
  pose proof (Hpos a Ha). replace (pol K [] a) with 0 by lra. ring.
Qed.

(** E7, T = 1: how many sweeps that is, for a start with full support: at least
    log(1/m) / log(1 + eps), where [m] is a lower bound of the start. *)
Corollary E7_one_turn_number_of_sweeps : forall G eps (pol : nat -> policy) K m,
  wellFormed G -> horizon G = 1%nat -> chance G [] = None -> 0 < eps -> 0 < m ->
  isPolicy G (pol 0%nat) ->
  (forall a, In a (moves G []) -> m <= pol 0%nat [] a) ->
  (forall k, exactClippedSweep G eps (pol k) (pol (S k))) ->
  ln (/ m) <= INR K * ln (1 + eps) ->
  expectedReturn G (pol K) = optimalReturn G.
Proof.
  intros G eps pol K m HG HT Hc He Hm Hp0 Hlow Hrun HK.
  apply (E7_one_turn_finite_time G eps pol K); try assumption.
  assert (Hn : node G 1 []) by (split; [rewrite HT; reflexivity|exact I]).
  destruct (HG 0%nat [] Hn) as [Hne _].
  destruct (best_move_spec (moves G []) (fun a => reward G [a]) Hne) as [Hin [Heq _]].
  assert (Htop : optimalReturn G = best (moves G []) (fun a => reward G [a])).
  { unfold optimalReturn. rewrite HT. simpl. rewrite Hc. reflexivity. }
  assert (W : m <= bestWeight (fun a => reward G [a]) (optimalReturn G) (moves G []) (pol 0%nat [])).
  { eapply Rle_trans; [apply (Hlow _ Hin)|]. rewrite Htop.
    pose proof (sum_ge_term (moves G [])
      (fun a => if Req_EM_T (reward G [a]) (best (moves G []) (fun a => reward G [a]))
                then pol 0%nat [] a else 0) _ Hin) as T.
    cbv beta in T. destruct (Req_EM_T _ _) as [_|N]; [|contradiction].
    apply T. intros b Hb. destruct (Req_EM_T _ _); [|lra].
    specialize (Hlow b Hb). lra. }
  assert (P : 0 < (1 + eps) ^ K) by (apply pow_lt; lra).
  assert (/ m <= (1 + eps) ^ K).
  { rewrite <- (exp_ln (/ m)) by (apply Rinv_0_lt_compat; exact Hm).
    rewrite <- (exp_ln ((1 + eps) ^ K)) by exact P.
    rewrite ln_pow by lra.
    destruct HK as [L|E]; [left; apply exp_increasing; exact L|rewrite E; lra]. }
  apply Rle_trans with ((1 + eps) ^ K * m).
  - apply Rmult_le_reg_r with (/ m); [apply Rinv_0_lt_compat; exact Hm|].
    rewrite Rmult_assoc, Rinv_r by lra. lra.
  - apply Rmult_le_compat_l; lra.
Qed.
